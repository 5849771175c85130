import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Tells the reader of an error how to keep Mockplane out of a bundle. */
const advice =
  'A bundler has probably put the code of Mockplane into another file and left its documents behind. ' +
  "Keep Mockplane out of the bundle: set serverExternalPackages: ['mockplane'] in Next.js, " +
  "external: ['mockplane'] in esbuild, Rollup and tsup, externals: ['mockplane'] in webpack, " +
  "ssr.external: ['mockplane'] in Vite. If you use no bundler, install Mockplane again.";

/**
 * Finds a file of Mockplane. Bundlers rewrite `new URL(path, import.meta.url)`, so the path is joined as text.
 *
 * @param moduleUrl the `import.meta.url` of the calling module
 * @param path the path of the file, relative to that module
 * @throws Error that says how to keep Mockplane out of a bundle, if the module has no file
 */
export function ownFile(moduleUrl: string | undefined, path: string): string {
  if (!moduleUrl?.startsWith('file:')) throw new Error(`Mockplane does not know where its files are. ${advice}`);
  return join(dirname(fileURLToPath(moduleUrl)), path);
}

/**
 * Reads a file of Mockplane as text. The parameters are those of `ownFile`.
 *
 * @throws Error that says how to keep Mockplane out of a bundle, if the file cannot be read
 */
export function readOwnFile(moduleUrl: string | undefined, path: string): string {
  const file = ownFile(moduleUrl, path);
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`Mockplane cannot read its file ${file}. ${advice}`, { cause: error });
  }
}

/** Creates a `require` for a module of Mockplane. @throws Error like `ownFile` */
export function ownRequire(moduleUrl: string | undefined): NodeJS.Require {
  return createRequire(ownFile(moduleUrl, 'any.js'));
}
