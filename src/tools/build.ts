import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { apis, publicName } from '../apis/apis.ts';
import { bundleModules } from './bundle-modules.ts';
import { createExtracts } from './extracts.ts';
import { precompile } from './precompile.ts';

/**
 * Builds `dist`: the compiled sources, the documents, the site, the workflows, and Prism in one file.
 *
 * Prism is bundled and is no dependency: one of its packages reports each installation to its maker, and the code that
 * picks an example never reaches most of the others.
 */
const root = fileURLToPath(new URL('../../', import.meta.url));
const dist = join(root, 'dist');

async function main(): Promise<void> {
  rmSync(dist, { recursive: true, force: true });
  process.stderr.write('compiling the sources …\n');
  node('node_modules/@typescript/native/bin/tsc', '--project', 'src/tsconfig.json');
  chmodSync(join(dist, 'cli/main.js'), 0o755);
  copyDocuments();
  process.stderr.write('compiling the schemas …\n');
  for (const [path, code] of await precompile()) {
    const file = join(dist, 'contract/compiled', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, code);
  }
  for (const [document, extract] of createExtracts()) {
    writeFileSync(join(dist, `contract/compiled/${document}/extract.json`), JSON.stringify(extract));
  }
  process.stderr.write('bundling Prism …\n');
  await bundlePrism();
  await bundleGrammar();
  await bundleSqlProcess();
  await bundleLibraries();
  await bundleModules(dist);
  node('src/site/build.ts');
}

function node(script: string, ...args: string[]): void {
  execFileSync(process.execPath, [join(root, script), ...args], { cwd: root, stdio: 'inherit' });
}

function copyDocuments(): void {
  const generated = 'contract/generated';
  for (const name of readdirSync(join(root, 'src', generated))) {
    if (!name.endsWith('.ts')) cpSync(join(root, 'src', generated, name), join(dist, generated, name));
  }
  // `mockplane/openapi/turso.json` is the document of the edition at the root.
  for (const api of apis.filter((each) => publicName(each) !== each.document)) {
    for (const ending of ['json', 'yaml']) {
      cpSync(
        join(root, 'src', generated, `${api.document}.${ending}`),
        join(dist, generated, `${publicName(api)}.${ending}`),
      );
    }
  }
  for (const { document } of apis) {
    const workflows = join(root, 'spec', document, 'workflows');
    if (existsSync(workflows)) cpSync(workflows, join(dist, 'workflows', document), { recursive: true });
  }
}

/**
 * Puts Prism into `bundle.cjs`, and loads it by a `require` that bundlers do not follow: the transform of an inlined
 * dependency in Vitest breaks the minified code.
 */
async function bundlePrism(): Promise<void> {
  writeFileSync(
    join(dist, 'prism/engine.js'),
    `import { ownRequire } from '../contract/own-files.js';
const file = './bundle.cjs';
export const { createEngine } = ownRequire(import.meta.url)(file);
`,
  );
  const { metafile } = await build({
    entryPoints: [join(root, 'src/prism/engine.ts')],
    outfile: join(dist, 'prism/bundle.cjs'),
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'iife',
    globalName: 'engine',
    // One package adds to `module` where it finds one. Hide Node's from it.
    banner: { js: 'module.exports = (function (module) {' },
    footer: { js: 'return engine; })();' },
    // Prism is handed its documents and never reads the file that `import.meta` would find.
    logOverride: { 'empty-import-meta': 'silent' },
    mainFields: ['module', 'main'],
    alias: {
      // One language of generated words is enough.
      '@faker-js/faker': '@faker-js/faker/locale/en',
      // Node's own `punycode` is deprecated and prints a warning on each start.
      punycode: 'punycode/punycode.es6.js',
      // Prism also reads Postman collections, which Mockplane does not use.
      'postman-collection': join(root, 'src/tools/postman-stub.ts'),
    },
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  writeFileSync(join(dist, 'prism/LICENSES.txt'), licences(Object.keys(metafile.inputs)));
}

/**
 * Puts the SQL parser into the package, which then need not depend on it. It is loaded when it first parses: the server
 * itself does so only for a libSQL server.
 */
async function bundleGrammar(): Promise<void> {
  await bundleModule('sql/local', 'grammar', 'cjs');
  const functions = ['parse', 'parseStmt', 'tokenize', 'tokenName'];
  writeFileSync(
    join(dist, 'sql/local/grammar.js'),
    `import { ownRequire } from '../../contract/own-files.js';
const load = () => ownRequire(import.meta.url)('./grammar.cjs');
let grammar;
${functions.map((name) => `export const ${name} = (...args) => (grammar ??= load()).${name}(...args);`).join('\n')}
`,
  );
}

/** Puts the process that runs SQL into one file: it starts in half the time, and takes 5 MB less. So does its watchdog. */
async function bundleSqlProcess(): Promise<void> {
  await bundleModule('sql/local', 'child');
  await bundleModule('sql/local', 'watchdog');
}

/** Puts the libraries that read documents into the package. */
function bundleLibraries(): Promise<void> {
  return bundleModule('documents', 'libraries');
}

/** Bundles a module with the packages that it imports, and writes their licences beside it. */
async function bundleModule(folder: string, name: string, format: 'cjs' | 'esm' = 'esm'): Promise<void> {
  const { metafile } = await build({
    entryPoints: [join(root, `src/${folder}/${name}.ts`)],
    outfile: join(dist, folder, `${name}.${format === 'cjs' ? 'cjs' : 'js'}`),
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format,
    // A package of CommonJS may load Node's modules.
    ...(format === 'esm' && {
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    }),
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  writeFileSync(join(dist, folder, 'LICENSES.txt'), licences(Object.keys(metafile.inputs)));
}

/** The licences of all packages in the bundle. */
function licences(inputs: readonly string[]): string {
  const folders = new Set(inputs.flatMap((input) => packageFolder(input) ?? []));
  return [...folders]
    .toSorted()
    .map((folder) => {
      const { name, version, license } = JSON.parse(
        readFileSync(join(root, folder, 'package.json'), 'utf8'),
      ) as Manifest;
      const file = readdirSync(join(root, folder)).find((each) => /^licen[cs]e/i.test(each));
      const text = file ? readFileSync(join(root, folder, file), 'utf8').trim() : 'See the package.';
      return `${name} ${version} (${license ?? 'see below'})\n\n${text}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/** `node_modules/@a/b/c/d.js` → `node_modules/@a/b`; undefined for a file of this project. */
function packageFolder(input: string): string | undefined {
  const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
  return match?.[1];
}

await main();
process.stdout.write(`built ${relative(process.cwd(), dist) || dist}\n`);
