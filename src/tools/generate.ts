import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { stringify } from 'yaml';
import { apis } from '../contract/apis.ts';

/**
 * Makes everything under `src/contract/generated` from `spec`: for each API the bundled document as JSON and YAML, and
 * its types. With `--check` it writes nothing and fails when a file is not what it would write.
 */
const generated = new URL('../contract/generated/', import.meta.url);
const root = fileURLToPath(new URL('../../', import.meta.url));

async function main(check: boolean): Promise<number> {
  const files = await generate(apis.map(({ name }) => name));
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

/** The files by name. */
async function generate(names: readonly string[]): Promise<Map<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'mockplane-'));
  try {
    const files = await Promise.all(names.map((name) => generateOne(name, join(folder, `${name}.json`))));
    return new Map(files.flat());
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function generateOne(name: string, bundle: string): Promise<[name: string, text: string][]> {
  await redocly('bundle', name, '--output', bundle, '--remove-unused-components');
  const document = JSON.parse(readFileSync(bundle, 'utf8')) as Document;
  return [
    [`${name}.json`, `${JSON.stringify(document, null, 2)}\n`],
    [`${name}.yaml`, stringify(document, { lineWidth: 120, aliasDuplicateObjects: false })],
    [`${name}.ts`, await types(name, document)],
  ];
}

type Document = Parameters<typeof openapiTS>[0];

async function types(name: string, document: Document): Promise<string> {
  const ast = await openapiTS(document, { defaultNonNullable: false, transform: binary });
  return `// Generated from spec/${name} by npm run generate. Do not edit.\n\n${astToString(ast)}`;
}

/** The bytes of a file are a `Blob` for whoever sends them. */
function binary(schema: object): ts.TypeNode | undefined {
  if (!('contentMediaType' in schema)) return undefined;
  return ts.factory.createTypeReferenceNode('Blob');
}

async function redocly(...args: string[]): Promise<void> {
  const cli = join(root, 'node_modules/@redocly/cli/bin/cli.js');
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  try {
    await promisify(execFile)(process.execPath, [cli, ...args], { cwd: root, env });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    process.stderr.write(stdout + stderr);
    throw new Error(`redocly ${args.join(' ')} failed; what it found is above.`, { cause: error });
  }
}

function read(name: string): string | undefined {
  const file = new URL(name, generated);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

process.exitCode = await main(process.argv.includes('--check'));
