import { build } from 'esbuild';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Writes the search script with its library into a folder. @returns the number of written files */
export async function buildSearch(outputFolder: string): Promise<number> {
  await build({
    entryPoints: [fileURLToPath(new URL('client.ts', import.meta.url))],
    outfile: join(outputFolder, 'search.js'),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2023',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
  });
  const licence = new URL('LICENSE.txt', new URL('../../', import.meta.resolve('minisearch')));
  await copyFile(licence, join(outputFolder, 'search.LICENSE.txt'));
  return 2;
}
