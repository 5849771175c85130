import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build, type Plugin } from 'esbuild';

/** The folder of the code that several entries share. */
const chunks = 'chunks';

/** The modules that the package is entered by: its exports and its command. */
const entries = ['cli/main', 'client/admin', 'client/lambda', 'client/turso', 'client/turso-2026', 'handlers/entry'];

/** What the build bundles with its packages, and loads as it stands. */
const bundled = ['documents/libraries.js', 'prism/engine.js', 'sql/local/grammar.js'];

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
    plugins: [keepBundled(dist), keepOwnUrls(dist)],
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  const files = Object.keys(metafile.outputs).map((file) => relative(dist, file));
  for (const input of Object.keys(metafile.inputs).map((file) => relative(dist, file))) {
    if (!files.includes(input)) rmSync(join(dist, input));
  }
  writeFileSync(join(dist, 'index.js'), `export * from './${chunks}/index.js';\n`);
}

/** Leaves the files with packages as they are. */
function keepBundled(dist: string): Plugin {
  return {
    name: 'keep-bundled',
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
        const file = relative(dist, join(resolveDir, path));
        return bundled.includes(file) ? { path: `../${file}`, external: true } : undefined;
      });
    },
  };
}

/** Lets a module find its files beside the place where it was compiled to, from within any of the files. */
function keepOwnUrls(dist: string): Plugin {
  return {
    name: 'keep-own-urls',
    setup({ onLoad }) {
      onLoad({ filter: /\.js$/, namespace: 'file' }, ({ path }) => {
        const contents = readFileSync(path, 'utf8');
        if (!contents.includes('import.meta.url')) return undefined;
        return {
          contents: contents.replaceAll('import.meta.url', ownUrl(relative(dist, path))),
          resolveDir: dirname(path),
        };
      });
    },
  };
}

/** The URL of a compiled module, written as code. A bundler of somebody else may leave `import.meta.url` undefined. */
function ownUrl(file: string): string {
  return `import.meta.url?.replace(/[^/]*$/, ${JSON.stringify(`../${file}`)})`;
}
