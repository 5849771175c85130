import { createRequire } from 'node:module';
import { build } from 'esbuild';
import { apis } from '../apis/apis.ts';
import { loadContract } from '../contract/contract.ts';
import { createAjv, referenceTo } from '../contract/validators.ts';
import { hranaApi } from '../apis/hrana/api.ts';
import { messageChecks } from '../apis/hrana/message-checks.ts';
import { createSnapshotReader } from '../apis/admin/snapshot/read.ts';

/** The type of `ajv/dist/standalone` as Node requires it; TypeScript resolves another one. */
interface Standalone {
  readonly default: (ajv: ReturnType<typeof createAjv>, names: Readonly<Record<string, string>>) => string;
}

const require = createRequire(import.meta.url);

/**
 * Compiles the schemas of each API's document, so that a server need not load the compiler or wait for it.
 *
 * @returns by document, the code of a CommonJS module that exports each validator under its JSON Pointer
 */
export async function precompile(): Promise<Map<string, string>> {
  const contracts = apis.map((api) => loadContract(api));
  // The snapshot reader and the WebSocket use schemas that no operation refers to; this registers them.
  createSnapshotReader(contracts, {});
  messageChecks(contracts.find(({ api }) => api === hranaApi)!);
  const modules = new Map<string, string>();
  for (const { api, document, schemas } of contracts) {
    modules.set(api.document, await bundle(validatorsCode(createAjv(document, true), schemas.pointers())));
  }
  return modules;
}

function validatorsCode(ajv: ReturnType<typeof createAjv>, pointers: readonly string[]): string {
  const { default: standaloneCode } = require('ajv/dist/standalone') as Standalone;
  const names = pointers.map((pointer, index) => [pointer, `schema${index}`] as const);
  for (const [pointer, name] of names) ajv.addSchema({ $ref: referenceTo(pointer) }, name);
  const code = standaloneCode(ajv, Object.fromEntries(names.map(([, name]) => [name, name])));
  const exported = names.map(([pointer, name]) => `${JSON.stringify(pointer)}: exports.${name}`);
  return `${code}\nmodule.exports = {\n${exported.join(',\n')}\n};\n`;
}

/** Bundles the few helpers of Ajv that the code needs at run time. */
async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'js' },
    bundle: true,
    minify: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    legalComments: 'none',
  });
  return outputFiles[0]!.text;
}
