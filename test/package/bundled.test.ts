import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../helpers/folders.ts';

const run = promisify(execFile);
const folder = join(root, 'test/package/.bundled');
const program = `import { createMockplane } from 'mockplane';
const mockplane = createMockplane();
const headers = { authorization: 'Bearer mockplane-token', prefer: 'code=404' };
mockplane.fetch('http://any.host/v1/organizations/my-org/databases/shop', { headers })
  .then((response) => console.log(response.status));
`;

/** Bundles the program for Node with the built package. @returns what running it prints, or how it fails */
async function runBundled(format: 'esm' | 'cjs', external: string[]): Promise<string> {
  const outfile = join(folder, `${format}-${external.length}.${format === 'esm' ? 'mjs' : 'cjs'}`);
  await build({
    entryPoints: [join(folder, 'program.mjs')],
    outfile,
    bundle: true,
    platform: 'node',
    format,
    external,
    logLevel: 'silent',
  });
  const { stdout, stderr } = await run(process.execPath, [outfile], { cwd: folder }).catch(
    (error: { stdout: string; stderr: string }) => error,
  );
  return stdout + (/^Error: .*$/m.exec(stderr)?.[0] ?? stderr);
}

describe('Mockplane in a bundle', () => {
  beforeAll(() => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'program.mjs'), program);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(['esm', 'cjs'] as const)('says what to set, in a file of type %s', async (format) => {
    const output = await runBundled(format, []);
    expect(output).toMatch(/^Error: Mockplane (?:cannot read its file|does not know where its files are)/);
    expect(output).toContain("serverExternalPackages: ['mockplane']");
    expect(output).toContain("external: ['mockplane']");
  });

  it.each(['esm', 'cjs'] as const)('works when it is external to a file of type %s', async (format) => {
    expect(await runBundled(format, ['mockplane'])).toMatch(/^404\n/);
  });

  it('works inlined in Vitest', async () => {
    const test = `import { createMockplane } from 'mockplane';
import { expect, it } from 'vitest';
it('answers with an example', async () => {
  const mockplane = createMockplane();
  const headers = { authorization: 'Bearer mockplane-token', prefer: 'code=404' };
  const response = await mockplane.fetch('http://any.host/v1/organizations/my-org/databases/shop', { headers });
  expect(response.status).toBe(404);
});
`;
    writeFileSync(join(folder, 'inlined.test.mjs'), test);
    // The package imports itself by its name, from its own folder.
    const config = 'export default { test: { server: { deps: { inline: [/dist/] } } } };\n';
    writeFileSync(join(folder, 'vitest.config.mjs'), config);
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const args = [vitest, 'run', '--root', folder, '--testTimeout', '60000'];
    const { stdout } = await run(process.execPath, args, { cwd: folder });
    expect(stdout).toContain('1 passed');
  }, 90_000);
});
