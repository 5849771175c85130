import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleDocument } from '../../documents/bundle.ts';
import { loadDocuments } from '../../documents/load.ts';
import { OptionError } from '../../mockplane/options.ts';
import { initHelp } from './help.ts';
import { projectFiles } from './files.ts';
import { sourceOf } from './package-source.ts';

/** The folder of a project that is given no name. */
const defaultFolder = 'mock';

/**
 * Writes a small project for handlers of a document: `mockplane init openapi.yaml [DIR]`. It writes all files or none.
 *
 * @throws OptionError for wrong arguments, and for a file that exists; DocumentError for a document that is wrong
 */
export async function init(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args);
  if (values.help) {
    process.stdout.write(`${initHelp()}\n`);
    return 0;
  }
  const [file, folder = defaultFolder, ...more] = positionals;
  if (file === undefined || more.length > 0) {
    throw new OptionError('init takes an OpenAPI document and a folder, such as: mockplane init openapi.yaml mock');
  }
  const [loaded] = loadDocuments([file], { isLenient: values.lenient });
  const { contract } = loaded!;
  const needsCopy = !hasTypes(file);
  const files = projectFiles({
    title: contract.api.title,
    contract,
    documentPath: needsCopy ? 'openapi.json' : toPath(relative(resolve(folder), resolve(file))),
    copy: needsCopy
      ? { document: contract.document, original: toPath(relative(resolve(folder), resolve(file))) }
      : undefined,
    mockplane: sourceOf(resolve(folder)),
  });
  refuseToOverwrite(folder, [...files.keys()]);
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of files) writeFileSync(join(folder, name), text, { flag: 'wx' });
  process.stdout.write(`${summary(folder, [...files.keys()], needsCopy)}\n`);
  return 0;
}

function readArguments(args: string[]) {
  try {
    const options = { help: { type: 'boolean', short: 'h' }, lenient: { type: 'boolean' } } as const;
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new OptionError((error as Error).message);
  }
}

/**
 * Whether openapi-typescript writes types for all operations of a document: it reads OpenAPI 3, and leaves out
 * operations without an operationId.
 */
function hasTypes(file: string): boolean {
  const { document } = bundleDocument(file);
  if (!('openapi' in document)) return false;
  const ids = new Set<unknown>();
  for (const item of Object.values((document['paths'] ?? {}) as Record<string, Record<string, unknown>>)) {
    for (const method of ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']) {
      const operation = item[method] as { readonly operationId?: unknown } | undefined;
      if (operation === undefined) continue;
      if (!operation.operationId || ids.has(operation.operationId)) return false;
      ids.add(operation.operationId);
    }
  }
  return true;
}

function refuseToOverwrite(folder: string, names: readonly string[]): void {
  const taken = names.filter((name) => existsSync(join(folder, name)));
  if (taken.length === 0) return;
  const others = existsSync(folder) && readdirSync(folder).length > taken.length ? ' beside other files' : '';
  throw new OptionError(`${folder} has ${taken.join(', ')} already${others}; nothing was written. Name another folder`);
}

/** A path as scripts write it, on every system. */
function toPath(path: string): string {
  return path.replaceAll('\\', '/');
}

function summary(folder: string, names: readonly string[], isCopy: boolean): string {
  return [
    `wrote ${names.map((name) => join(folder, name)).join(', ')}`,
    ...(isCopy
      ? ['openapi.json is the document in OpenAPI 3.1, with an operationId for each operation, which the types need']
      : []),
    '',
    `  cd ${folder}`,
    '  npm install     # installs Mockplane, and writes the types of the document to openapi.ts',
    '  npm test        # checks the types and runs the test',
    '  npm start       # serves the document, and reloads your handlers when you save them',
  ].join('\n');
}
