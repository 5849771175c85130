import { execFile } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { root } from '../helpers/folders.ts';

const run = promisify(execFile);

/** Lists the imports of modules, as `importer → path`, that lead to no file. */
async function missingImports(files: readonly string[]): Promise<string[]> {
  const missing: string[] = [];
  await build({
    entryPoints: [...files],
    bundle: true,
    write: false,
    outdir: 'unused',
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    plugins: [
      {
        name: 'look-only',
        setup(bundler) {
          bundler.onResolve({ filter: /./ }, ({ path, importer, resolveDir, kind }) => {
            if (kind === 'entry-point') return undefined;
            if (path.startsWith('.') && !existsSync(join(resolveDir, path))) missing.push(`${importer} → ${path}`);
            return { path, external: true };
          });
        },
      },
    ],
  });
  return missing;
}

/** Starts the built package, sends requests in turn, and prints the documents that it has read before and after each. */
const program = `
const fs = process.getBuiltinModule('node:fs');
const { readFileSync } = fs;
const read = new Set();
fs.readFileSync = (file, ...rest) => {
  const [, document] = /generated[/\\\\](.+)\\.json$/.exec(String(file)) ?? [];
  if (document) read.add(document);
  return readFileSync(file, ...rest);
};
const { startMockplane } = await import('mockplane');
const server = await startMockplane({ port: 0 });
const headers = { authorization: 'Bearer mockplane-token', 'x-api-key': 'mockplane-token' };
const told = [[...read]];
for (const path of ['/v1/locations', '/2026/v1/locations', '/backend/lambda-instances', '/_mockplane/health', '/_db/my-org/my-db/health']) {
  const response = await fetch(server.url + path, { headers });
  told.push([response.status, ...read]);
  read.clear();
}
await server.close();
console.log(JSON.stringify(told));
`;

describe('the modules of the package', () => {
  it('import only what is there', async () => {
    const files = globSync('dist/**/*.js', { cwd: root, exclude: (name) => name === 'dist/site' });
    const modules = files.map((file) => join(root, file));
    expect(modules).toContain(join(root, 'dist/sql/local/child.js'));
    expect(await missingImports(modules)).toEqual([]);
  });
});

describe('the start of the package', () => {
  it('reads no document, and each one with the first request to it', async () => {
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program], { cwd: root });
    expect(JSON.parse(stdout)).toEqual([
      [],
      [200, 'turso-2023'],
      [200, 'turso-2026'],
      [200, 'lambda'],
      [200, 'admin'],
      [200, 'hrana'],
    ]);
  });

  it('loads neither the compiler of schemas nor the parser of SQL', async () => {
    const { stdout } = await run(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `import { createRequire } from 'node:module';
         const { startMockplane } = await import('mockplane');
         const server = await startMockplane({ port: 0 });
         const headers = { authorization: 'Bearer mockplane-token' };
         const { status } = await fetch(server.url + '/v1/organizations/my-org/databases/my-db', { headers });
         await server.close();
         const loaded = Object.keys(createRequire(import.meta.url).cache);
         console.log(JSON.stringify([status, loaded.filter((file) => /node_modules|grammar/.test(file))]));`,
      ],
      { cwd: root },
    );
    expect(JSON.parse(stdout)).toEqual([200, []]);
  });
});
