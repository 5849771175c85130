import { build } from 'esbuild';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Writes the inspector into a folder. @returns the number of its files */
export async function buildInspector(outputFolder: string): Promise<number> {
  const { metafile } = await build({
    entryPoints: { inspector: here('main.tsx'), 'inspector-style': here('styles/inspector.css') },
    outdir: outputFolder,
    entryNames: 'inspector',
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2023',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    charset: 'utf8',
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  await copyFile(here('index.html'), join(outputFolder, 'index.html'));
  return Object.keys(metafile.outputs).length + 1;
}
