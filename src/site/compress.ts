import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** The endings of files that compress well. Images do not. */
const endings = new Set(['.html', '.js', '.css', '.json', '.yaml', '.svg', '.md', '.txt', '.xml']);

/** Smaller files fit into one packet either way. In bytes. */
const smallest = 1_024;

/** The highest qualities of brotli take ten times as long and save little. */
const quality = 9;

const [brotliOf, gzipOf] = [promisify(brotliCompress), promisify(gzip)];

/** Writes a `.br` and a `.gz` beside each text file of a folder. @returns the number of written files */
export async function compressSite(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && endings.has(extname(entry.name)));
  const counts = await Promise.all(files.map(({ parentPath, name }) => compressFile(join(parentPath, name))));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function compressFile(file: string): Promise<number> {
  const content = await readFile(file);
  if (content.byteLength < smallest) return 0;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.byteLength,
  };
  const [brotli, zipped] = await Promise.all([brotliOf(content, { params }), gzipOf(content, { level: quality })]);
  await Promise.all([writeFile(`${file}.br`, brotli), writeFile(`${file}.gz`, zipped)]);
  return 2;
}
