import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startMockplane } from 'mockplane';
import { createServer } from 'vite';
import { afterAll, describe, expect, it } from 'vitest';
import { findChromium } from '../browser/chromium.ts';
import { root } from '../helpers/folders.ts';
import { isInstalled, makeProject, recipe } from './recipe.ts';

const run = promisify(execFile);
const chromium = findChromium();
if (!isInstalled) console.warn('The tools of test/recipes are not installed: their recipes are skipped.');

/** Runs a program of Node. @returns all that it prints */
async function output(args: string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { stdout, stderr } = await run(process.execPath, args, { cwd, env: { ...process.env, ...env } }).catch(
    (error: { stdout: string; stderr: string }) => error,
  );
  return stdout + stderr;
}

/** A page that creates a database with any token: the fixture gives the call the token of the worker's sandbox. */
const spec = `
import { expect, test } from './fixtures.ts';

for (const number of [1, 2, 3, 4]) {
  test(\`creates the database shop, time \${number}\`, async ({ page, sandbox }) => {
    const databases = \`\${process.env.MOCKPLANE_URL}/v1/organizations/my-org/databases\`;
    await page.goto(process.env.MOCKPLANE_URL + '/guide/');
    const status = await page.evaluate(async (url) => {
      const headers = { authorization: 'Bearer any' };
      return (await fetch(url, { method: 'POST', headers, body: '{"name":"shop"}' })).status;
    }, databases);
    expect(status).toBe(200);
    expect(sandbox.token).toContain('~' + sandbox.name);
  });
}
`;

const config = `
import { defineConfig } from '@playwright/test';
export default defineConfig({
  workers: 2,
  outputDir: 'results',
  fullyParallel: true,
  timeout: 60_000,
  reporter: 'line',
  use: { launchOptions: { executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] } },
});
`;

describe('the recipes of the guide', () => {
  afterAll(() => rmSync(join(root, 'test/recipes/.projects'), { recursive: true, force: true }));

  it('Vite: the dev server brings a Mockplane along, and ends it', async () => {
    const folder = makeProject('vite');
    writeFileSync(join(folder, 'vite.config.ts'), recipe('vite.config.ts'));
    const infos: string[] = [];
    const info = (text: string): void => void infos.push(text);
    const vite = await createServer({
      root: folder,
      configFile: join(folder, 'vite.config.ts'),
      server: { port: 0, host: '127.0.0.1' },
      customLogger: {
        info,
        warn: info,
        warnOnce: info,
        error: info,
        clearScreen: () => {},
        hasErrorLogged: () => false,
        hasWarned: false,
      },
    });
    await vite.listen();
    const { port } = vite.httpServer!.address() as { port: number };
    const reply = await fetch(`http://127.0.0.1:${port}/v1/organizations/my-org/databases`);
    expect(reply.status).toBe(200);
    expect(await reply.json()).toHaveProperty('databases');
    const url = /Mockplane listens on (\S+)/.exec(infos.join('\n'))![1]!;
    await vite.close();
    await expect
      .poll(() =>
        fetch(`${url}/_mockplane/health`).then(
          () => 'open',
          () => 'closed',
        ),
      )
      .toBe('closed');
  }, 60_000);

  it.skipIf(!isInstalled)(
    'MSW: a request to the real URL is answered in process',
    async () => {
      const folder = makeProject('msw');
      writeFileSync(join(folder, 'shop.test.ts'), recipe('shop.test.ts'));
      writeFileSync(join(folder, 'vitest.config.ts'), 'export default {};\n');
      const vitest = join(root, 'node_modules/vitest/vitest.mjs');
      expect(await output([vitest, 'run', '--root', folder], folder)).toContain('1 passed');
    },
    90_000,
  );

  it.skipIf(!isInstalled || !chromium)(
    'Playwright: each worker has a sandbox, which begins anew with each test',
    async () => {
      const folder = makeProject('playwright');
      writeFileSync(join(folder, 'fixtures.ts'), recipe('fixtures.ts'));
      writeFileSync(join(folder, 'shop.spec.ts'), spec);
      writeFileSync(join(folder, 'playwright.config.ts'), config);
      await using mockplane = await startMockplane({ port: 0 });
      const cli = join(root, 'test/recipes/node_modules/@playwright/test/cli.js');
      const env = { MOCKPLANE_URL: mockplane.url, CHROMIUM: chromium };
      expect(await output([cli, 'test'], folder, env)).toContain('4 passed');
      // The workers have taken their sandboxes away.
      const { data } = await mockplane.admin.GET('/_mockplane/sandboxes');
      expect(data!.sandboxes.map(({ name }) => name)).toEqual(['default']);
      expect(mockplane.sandbox('default').exchanges()).toEqual([]);
    },
    180_000,
  );
});
