/** The text of `init --help`. */
export function initHelp(): string {
  return `Usage: mockplane init FILE [DIR]

Writes a small TypeScript project for an OpenAPI document to DIR (default mock): handlers.ts with a typed place for each
operation, a test, and scripts. It overwrites nothing.

Options:
  --lenient   take what is sound of a document that is wrong
  -h, --help  print this help and exit

Example:
  mockplane init openapi.yaml && cd mock && npm install && npm test`;
}
