import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { root } from '../helpers/folders.ts';
import { run } from '../helpers/programs.ts';

const folder = dirname(fileURLToPath(import.meta.url));
const isInstalled = existsSync(`${folder}/node_modules/.package-lock.json`);
if (!isInstalled) {
  console.warn('The clients are not installed (`npm ci --prefix test/clients`): the tests that use them are skipped.');
}

// The packages of `test/clients` are its own, so nothing that imports them loads where they are missing.
const suites = isInstalled ? Object.values(await import('./suites.ts')) : [];

describe.skipIf(!isInstalled)('a client of SQL', () => {
  it('is used with the types that it has', { timeout: 120_000 }, async () => {
    const { code, stdout } = await run('npx', ['tsc', '--noEmit', '--project', folder], { cwd: root });
    expect([code, stdout]).toEqual([0, '']);
  });

  for (const suite of suites) suite();
});
