import { createRequire } from 'node:module';
import { build, transform } from 'esbuild';
import { apis } from '../apis/apis.ts';
import { loadContract } from '../contract/contract.ts';
import { createAjv, referenceTo, validatorGroup } from '../contract/validators.ts';
import { hranaApi } from '../apis/hrana/api.ts';
import { messageChecks } from '../apis/hrana/message-checks.ts';
import { detailsCheck } from '../apis/admin/snapshot/integrity.ts';

/** The type of `ajv/dist/standalone` as Node requires it; TypeScript resolves another one. */
interface Standalone {
  readonly default: (ajv: ReturnType<typeof createAjv>, names: Readonly<Record<string, string>>) => string;
}

const require = createRequire(import.meta.url);

/**
 * Compiles the schemas of each API's document, so that a server need not load the compiler or wait for it. A module
 * holds the validators of one operation, or of the components of one kind: a server loads those that it needs.
 *
 * @returns by path, the code of CommonJS modules. `DOCUMENT/index.cjs` loads the others of a document by their group
 */
export async function precompile(): Promise<Map<string, string>> {
  const contracts = apis.map((api) => loadContract(api));
  // The snapshot reader and the WebSocket use schemas that no operation refers to; this registers them.
  detailsCheck(contracts);
  messageChecks(contracts.find(({ api }) => api === hranaApi)!);
  const modules = new Map<string, string>();
  const helpers = new Map<string, string>();
  for (const contract of contracts) {
    const { document } = contract.api;
    const ajv = createAjv(contract.document, true);
    const groups = [...groupBy(contract.schemaPointers())];
    for (const [index, [, pointers]] of groups.entries()) {
      const code = await minify(validatorsCode(ajv, `group${index}`, pointers));
      modules.set(`${document}/${index}.cjs`, withHelpers(code, helpers));
    }
    modules.set(`${document}/index.cjs`, indexOf(groups.map(([group]) => group)));
  }
  for (const [name, file] of helpers)
    modules.set(`helpers/${file}`, await bundle(`module.exports = require('${name}')`));
  return modules;
}

function groupBy(pointers: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const pointer of pointers) {
    const group = validatorGroup(pointer);
    groups.set(group, [...(groups.get(group) ?? []), pointer]);
  }
  return groups;
}

function indexOf(groups: readonly string[]): string {
  const loaders = groups.map((group, index) => `${JSON.stringify(group)}: () => require('./${index}.cjs')`);
  return `module.exports = {\n${loaders.join(',\n')}\n};\n`;
}

function validatorsCode(ajv: ReturnType<typeof createAjv>, group: string, pointers: readonly string[]): string {
  const { default: standaloneCode } = require('ajv/dist/standalone') as Standalone;
  const names = pointers.map((pointer, index) => [pointer, `Schema${index}`] as const);
  for (const [pointer, name] of names) ajv.addSchema({ $ref: referenceTo(pointer) }, group + name);
  const code = standaloneCode(ajv, Object.fromEntries(names.map(([, name]) => [name, group + name])));
  const exported = names.map(([pointer, name]) => `${JSON.stringify(pointer)}: exports.${name}`);
  return `${code}\nmodule.exports = {\n${exported.join(',\n')}\n};\n`;
}

async function minify(code: string): Promise<string> {
  return (await transform(code, { minify: true, target: 'node20', legalComments: 'none' })).code;
}

/** Lets a module take the helpers of Ajv from files beside it. @param helpers takes the file of each by its name */
function withHelpers(code: string, helpers: Map<string, string>): string {
  return code.replaceAll(/require\("(ajv[^"]*)"\)/g, (_, name: string) => {
    const file = `${name.replaceAll('/', '-')}.cjs`;
    helpers.set(name, file);
    return `require("../helpers/${file}")`;
  });
}

/** Bundles a helper of Ajv, so that it is there without a search through packages. */
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
