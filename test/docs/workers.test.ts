import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startMockplane } from 'mockplane';
import { describe, expect, it, onTestFinished } from 'vitest';
import { root } from '../helpers/folders.ts';
import { readBlocks } from './blocks.ts';

const run = promisify(execFile);
const workers = 4;

/** The test of the guide's recipe. */
const recipe = readBlocks(readFileSync(join(root, 'src/site/guide/sandboxes.md'), 'utf8')).find(
  ({ info, text }) => info === 'ts' && text.includes("from 'vitest'"),
)!.text;

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly message: string }[];
}

describe('the recipe of the guide for many workers', () => {
  it('runs in four workers against one server, and none meets another', async () => {
    const folder = join(root, 'test/docs/.workers');
    mkdirSync(folder, { recursive: true });
    onTestFinished(() => rmSync(folder, { recursive: true }));
    // More files than workers: a worker's second file begins anew.
    const files = Array.from({ length: 2 * workers }, (_, index) => `shop-${index}.test.ts`);
    for (const file of files) writeFileSync(join(folder, file), recipe);
    const config = {
      resolve: { conditions: ['@mockplane/source'] },
      ssr: { resolve: { conditions: ['@mockplane/source'] } },
    };
    writeFileSync(join(folder, 'vitest.config.ts'), `export default ${JSON.stringify(config)};\n`);
    const output = join(folder, 'report.json');

    await using mockplane = await startMockplane({ port: 0 });
    const env = {
      ...process.env,
      MOCKPLANE_URL: mockplane.url,
      MOCKPLANE_TOKEN: mockplane.token,
      MOCKPLANE_SANDBOX_TOKEN_PREFIX: `${mockplane.token}~`,
    };
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const args = ['run', '--maxWorkers', String(workers), '--root', folder, '--reporter=json', '--outputFile', output];
    // It fails when a test does; the report says which.
    await run(process.execPath, [vitest, ...args], { cwd: folder, env }).catch((error: unknown) => error);
    const report = JSON.parse(readFileSync(output, 'utf8')) as Report;
    expect(report.testResults.map(({ message }) => message).filter((message) => message !== '')).toEqual([]);
    expect([report.numPassedTests, report.numFailedTests]).toEqual([2 * files.length, 0]);

    const { data } = await mockplane.admin.GET('/_mockplane/sandboxes');
    const names = data!.sandboxes.map(({ name }) => name);
    expect(names).toEqual(['default', ...Array.from({ length: workers }, (_, index) => `worker-${index + 1}`)]);
    expect(mockplane.sandbox('default').exchanges()).toEqual([]);
  });
});
