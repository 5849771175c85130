import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import ts from 'typescript';
import { stringify } from 'yaml';
import { apis } from '../apis/apis.ts';
import type { Document } from '../contract/document.ts';
import { bundle } from '../redocly/spec.ts';
import { renderEditions } from './editions/page.ts';
import { renderErrors } from './errors/page.ts';
import { renderStoreSchema } from './store-schema.ts';
import { withRegion } from './generated-region.ts';

/**
 * Generates everything in `src/contract/generated` from `spec`: for each API the bundled document as JSON and YAML, and
 * its types. It also writes the guide's comparison of the editions and its list of the errors of 2026, and the schema of
 * a new store from its migrations.
 * With `--check` it writes nothing, and fails when a file is out of date.
 */
const generated = 'src/contract/generated/';
const storeSchema = 'src/sandbox/store/schema.ts';
const editionsPage = 'src/site/guide/editions.md';
const errorsPage = 'src/site/guide/errors.md';

async function main(check: boolean): Promise<number> {
  const names = apis.map(({ document }) => document);
  if (process.stderr.isTTY) process.stderr.write(`bundling ${names.join(', ')} and writing their types …\n`);
  const files = await generate(names);
  const stale = [...files].filter(([file, text]) => text !== read(file)).map(([file]) => file);
  if (check) {
    for (const file of stale) process.stderr.write(`stale: ${file}\n`);
    if (stale.length > 0) process.stderr.write('The contract or a migration has changed. Run: npm run generate\n');
    return stale.length > 0 ? 1 : 0;
  }
  for (const file of stale) writeFileSync(place(file), files.get(file)!);
  const written = stale.filter((file) => file.startsWith(generated)).map((file) => file.slice(generated.length));
  const report = written.length > 0 ? `wrote ${written.join(', ')}` : 'nothing has changed';
  process.stdout.write(`${generated.slice(0, -1)}: ${report}\n`);
  for (const file of stale.filter((each) => !each.startsWith(generated))) process.stdout.write(`wrote ${file}\n`);
  return 0;
}

/** Generates the files, by their path below the project. */
async function generate(names: readonly string[]): Promise<Map<string, string>> {
  const documents = new Map(
    await Promise.all(names.map(async (name): Promise<[string, Document]> => [name, await bundle(name)])),
  );
  const files = await Promise.all([...documents].map(([name, document]) => generateOne(name, document)));
  const [older, newer] = [documents.get('turso-2023')!, documents.get('turso-2026')!];
  return new Map([
    ...files.flat(),
    [editionsPage, await formatted(editionsPage, 'editions', renderEditions(older, newer))],
    [errorsPage, await formatted(errorsPage, 'errors-2026', renderErrors(newer))],
    [storeSchema, renderStoreSchema()],
  ]);
}

async function generateOne(name: string, document: Document): Promise<[file: string, text: string][]> {
  return [
    [`${generated}${name}.json`, `${JSON.stringify(document, null, 2)}\n`],
    [`${generated}${name}.yaml`, stringify(document, { lineWidth: 120, aliasDuplicateObjects: false })],
    [`${generated}${name}.ts`, await types(name, document as unknown as Parameters<typeof openapiTS>[0])],
  ];
}

/** The page with its generated part replaced. */
async function formatted(page: string, name: string, region: string): Promise<string> {
  const file = fileURLToPath(place(page));
  const text = withRegion(readFileSync(file, 'utf8'), name, region);
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}

async function types(name: string, document: Parameters<typeof openapiTS>[0]): Promise<string> {
  const ast = await openapiTS(document, {
    defaultNonNullable: false,
    transform: (schema, { path }) => binary(schema) ?? openUnion(name, schema, path),
  });
  return `// Generated from spec/${name} by npm run generate. Do not edit.\n\n${astToString(ast)}`;
}

/** Callers send the bytes of a file as a `Blob`. */
function binary(schema: object): ts.TypeNode | undefined {
  if (!('contentMediaType' in schema)) return undefined;
  return ts.factory.createTypeReferenceNode('Blob');
}

/** The schemas of the admin API whose values also come from documents of users. */
const open = new Set(['APIName', 'OperationId', 'FaultOperation'].map((name) => `#/components/schemas/${name}`));

/** A union with all other texts, which editors complete all the same: `'createDatabase' | (string & {})`. */
function openUnion(document: string, schema: object, path: string | undefined): ts.TypeNode | undefined {
  if (document !== 'admin' || path === undefined || !open.has(path) || !('enum' in schema)) return undefined;
  const { factory, SyntaxKind } = ts;
  const own = (schema.enum as readonly string[]).map((each) =>
    factory.createLiteralTypeNode(factory.createStringLiteral(each)),
  );
  const text = factory.createKeywordTypeNode(SyntaxKind.StringKeyword);
  const others = factory.createIntersectionTypeNode([text, factory.createTypeLiteralNode([])]);
  return factory.createUnionTypeNode([...own, factory.createParenthesizedType(others)]);
}

function read(file: string): string | undefined {
  return existsSync(place(file)) ? readFileSync(place(file), 'utf8') : undefined;
}

function place(file: string): URL {
  return new URL(`../../${file}`, import.meta.url);
}

process.exitCode = await main(process.argv.includes('--check'));
