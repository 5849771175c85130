import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { mergeChunks } from './merge-chunks.ts';

/** The folder of the code that several entries share. */
const chunks = 'chunks';

/** The modules that the package is entered by: its exports and its command. */
const entries = ['cli/main', 'client/admin', 'client/lambda', 'client/turso', 'client/turso-2026', 'handlers/entry'];

/**
 * Puts the compiled modules into a few files: Node takes longer to find and load four hundred modules than the server
 * takes for everything else at its start. The modules that are in one of the files are deleted; their types stay.
 *
 * @param dist the folder of the compiled modules
 */
export async function bundleModules(dist: string): Promise<void> {
  const { metafile } = await build({
    entryPoints: [
      ...entries.map((entry) => ({ in: join(dist, `${entry}.js`), out: entry })),
      { in: join(dist, 'index.js'), out: `${chunks}/index` },
    ],
    outdir: dist,
    // All files are one folder deep, as `ownUrl` needs it.
    chunkNames: `${chunks}/[name]-[hash]`,
    allowOverwrite: true,
    bundle: true,
    splitting: true,
    minifyWhitespace: true,
    minifySyntax: true,
    // Stack traces keep names and useful positions.
    lineLimit: 160,
    packages: 'external',
    platform: 'node',
    target: 'node22',
    format: 'esm',
    plugins: [adaptModules(dist)],
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  const files = new Set(Object.keys(metafile.outputs).map((file) => relative(dist, file)));
  for (const input of Object.keys(metafile.inputs).map((file) => relative(dist, file))) {
    if (!files.has(input)) rmSync(join(dist, input));
  }
  await mergeChunks(dist, metafile.outputs, {
    groups: [
      { file: `${chunks}/common.js`, module: 'cli/main.js' },
      { file: `${chunks}/server.js`, module: 'cli/serve.js' },
      { file: `${chunks}/in-process.js`, module: 'index.js' },
    ],
    apart: entries.filter((entry) => entry !== 'cli/main').map((entry) => `${entry}.js`),
    named: [...entries, `${chunks}/index`].map((entry) => `${entry}.js`),
  });
  writeFileSync(join(dist, 'index.js'), `export * from './${chunks}/index.js';\n`);
}

/** Adapts a module to its place within another file. */
function adaptModules(dist: string): Plugin {
  return {
    name: 'adapt-modules',
    setup(bundler) {
      bundler.onLoad({ filter: /\.js$/, namespace: 'file' }, ({ path }) => {
        const file = relative(dist, path);
        if (file.startsWith('..')) return undefined;
        const contents = withBuiltins(readFileSync(path, 'utf8')).replaceAll('import.meta.url', ownUrl(file));
        return { contents, resolveDir: dirname(path) };
      });
    },
  };
}

/**
 * Takes Node's modules without an `import`, which loads much more: it looks at every export, and some of them load
 * others, such as `fs.promises`, worker threads and web streams.
 */
function withBuiltins(code: string): string {
  return code.replaceAll(
    /^import (?:\{([^}]*)\}|(\w+)) from '(node:[\w/]+)';$/gm,
    (_, names: string | undefined, name: string | undefined, from: string) =>
      `const ${name ?? `{${names!.replaceAll(/\bas\b/g, ':').replaceAll(' : ', ': ')}}`} = process.getBuiltinModule('${from}');`,
  );
}

/** The URL at which a module was compiled, as code. A bundler of somebody else may leave `import.meta.url` undefined. */
function ownUrl(file: string): string {
  return `import.meta.url?.replace(/[^/]*$/, ${JSON.stringify(`../${file}`)})`;
}
