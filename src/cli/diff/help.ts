/** The text of `diff --help`. */
export function diffHelp(): string {
  return `Usage: mockplane diff OLD NEW [options]

Compares an OpenAPI document with its previous version, and lists the changes that break a client of the previous one.
It takes OpenAPI 2.0 to 3.2 in YAML or JSON, with the files that they refer to. It needs @redocly/cli in your project.

Options:
  --all       list the other changes, too
  --json      print all changes as JSON
  -h, --help  print this and exit

Exits with 0 if nothing breaks a client, with 1 if something does, and with 2 if the comparison was not possible.

Examples:
  mockplane diff openapi-1.0.yaml openapi.yaml
  git show main:openapi.yaml > /tmp/old.yaml && mockplane diff /tmp/old.yaml openapi.yaml`;
}
