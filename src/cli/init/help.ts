/** The text of `init --help`. */
export function initHelp(): string {
  return `Usage: mockplane init FILE [DIR]

Creates a small TypeScript project for an OpenAPI document in DIR (default: mock): handlers.ts with a typed place for
each operation, a test, and scripts. It does not overwrite files.

Options:
  --lenient   use the valid parts of an invalid document
  -h, --help  print this help and exit

Example:
  mockplane init openapi.yaml && cd mock && npm install && npm test`;
}
