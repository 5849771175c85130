import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { stringify } from 'yaml';
import { apis } from '../apis/apis.ts';
import { bundle } from '../redocly/spec.ts';

/**
 * Generates everything in `src/contract/generated` from `spec`: for each API the bundled document as JSON and YAML, and
 * its types. With `--check` it writes nothing, and fails when a file is out of date.
 */
const generated = new URL('../contract/generated/', import.meta.url);

async function main(check: boolean): Promise<number> {
  const names = apis.map(({ document }) => document);
  if (process.stderr.isTTY) process.stderr.write(`bundling ${names.join(', ')} and writing their types …\n`);
  const files = await generate(names);
  const stale = [...files].filter(([name, text]) => text !== read(name)).map(([name]) => name);
  if (check) {
    for (const name of stale) process.stderr.write(`stale: src/contract/generated/${name}\n`);
    if (stale.length > 0) process.stderr.write('The contract has changed. Run: npm run generate\n');
    return stale.length > 0 ? 1 : 0;
  }
  for (const name of stale) writeFileSync(new URL(name, generated), files.get(name)!);
  const report = stale.length > 0 ? `wrote ${stale.join(', ')}` : 'nothing has changed';
  process.stdout.write(`src/contract/generated: ${report}\n`);
  return 0;
}

/** Generates the files, by name. */
async function generate(names: readonly string[]): Promise<Map<string, string>> {
  return new Map((await Promise.all(names.map(generateOne))).flat());
}

async function generateOne(name: string): Promise<[name: string, text: string][]> {
  const document = await bundle(name);
  return [
    [`${name}.json`, `${JSON.stringify(document, null, 2)}\n`],
    [`${name}.yaml`, stringify(document, { lineWidth: 120, aliasDuplicateObjects: false })],
    [`${name}.ts`, await types(name, document as unknown as Parameters<typeof openapiTS>[0])],
  ];
}

async function types(name: string, document: Parameters<typeof openapiTS>[0]): Promise<string> {
  const ast = await openapiTS(document, { defaultNonNullable: false, transform: binary });
  return `// Generated from spec/${name} by npm run generate. Do not edit.\n\n${astToString(ast)}`;
}

/** Callers send the bytes of a file as a `Blob`. */
function binary(schema: object): ts.TypeNode | undefined {
  if (!('contentMediaType' in schema)) return undefined;
  return ts.factory.createTypeReferenceNode('Blob');
}

function read(name: string): string | undefined {
  const file = new URL(name, generated);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

process.exitCode = await main(process.argv.includes('--check'));
