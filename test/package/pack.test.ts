import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { packedManifest } from '../../src/tools/packed-manifest.ts';

const run = promisify(execFile);
const root = new URL('../../', import.meta.url).pathname;

/** `npm test` has built `dist` before; the tarball is what `npm pack` makes of it. */
describe('the package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mockplane-package-'));
  let files: string[] = [];
  let size = 0;
  let tarball = '';
  let warnings = '';

  beforeAll(async () => {
    const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
    const whole = await run('npm', args, { cwd: root });
    const [{ filename }] = JSON.parse(whole.stdout) as [{ filename: string }];
    // As `prepack` does it, but not in the clone, which other tests read.
    await run('tar', ['-xzf', filename], { cwd: folder });
    const manifest = join(folder, 'package/package.json');
    writeFileSync(manifest, JSON.stringify(packedManifest(JSON.parse(readFileSync(manifest, 'utf8')))));
    const { stdout } = await run('npm', args, { cwd: join(folder, 'package') });
    const [packed] = JSON.parse(stdout) as [{ filename: string; size: number; files: { path: string }[] }];
    files = packed.files.map(({ path }) => path);
    size = packed.size;
    tarball = join(folder, packed.filename);
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'importer', private: true, type: 'module' }));
    const install = ['install', '--prefer-offline', '--no-audit', '--no-fund', `./${packed.filename}`];
    warnings = (await run('npm', install, { cwd: folder })).stderr;
  }, 240_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('holds what it runs on, and no source, test or Node binary', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'README.md',
        'package.json',
        'bin/mockplane.js',
        'dist/cli/main.js',
        'dist/index.d.ts',
        'dist/client/turso.js',
        'dist/client/turso-2026.js',
        'dist/contract/generated/turso.json',
        'dist/contract/generated/turso-2023.json',
        'dist/contract/generated/lambda.yaml',
        'dist/prism/LICENSES.txt',
        'dist/site/index.html',
        'dist/site/docs/index.html',
        'dist/site/_mockplane/index.html',
        'dist/workflows/turso-2023/provision-database.arazzo.yaml',
      ]),
    );
    expect(
      files.filter(
        (path) =>
          !/^(dist\/|bin\/mockplane\.js$|LICENSE$|[A-Z]+\.md$|package\.json$|spec\/[a-z0-9-]+\/CHANGES\.md$)/.test(
            path,
          ) &&
          !/^src\/site\/guide\/(?:[a-z0-9-]+\.md|images\/[a-z0-9-]+\.(?:png|svg)|deploy\/[a-z]+\.(?:cfg|conf|js))$/.test(
            path,
          ),
      ),
    ).toEqual([]);
    expect(size).toBeLessThan(9_000_000);
  });

  it('brings no Node binary, no Prism and no telemetry along', async () => {
    const { stdout } = await run('npm', ['ls', '--all', '--parseable'], { cwd: folder });
    const names = stdout.trim().split('\n');
    expect(names.filter((name) => /node-(linux|win|darwin)|@stoplight|scarf/.test(name))).toEqual([]);
  });

  it('has nothing in its manifest that only a clone needs, so npm has no script to warn of', () => {
    const manifest = JSON.parse(readFileSync(join(folder, 'node_modules/mockplane/package.json'), 'utf8')) as object;
    for (const name of ['scripts', 'workspaces', 'devDependencies', 'knip']) expect(manifest).not.toHaveProperty(name);
    expect(JSON.stringify(manifest)).not.toContain('@mockplane/source');
    expect(warnings).not.toContain('prepare');
  });

  it('has a manifest that publishers accept', async () => {
    const { messages } = await publint({ pkgDir: join(folder, 'node_modules/mockplane'), strict: true });
    expect(messages).toEqual([]);
  });

  it('has pages whose links and pictures work where it is installed', () => {
    const installed = join(folder, 'node_modules/mockplane');
    const dead = files
      .filter((path) => /^[A-Z]+\.md$/.test(path))
      .flatMap((path) =>
        linksOf(readFileSync(join(installed, path), 'utf8'))
          .filter((link) => !existsSync(join(installed, dirname(path), link)))
          .map((link) => `${path}: ${link}`),
      );
    expect(dead).toEqual([]);
  });

  it('has types for every resolution of TypeScript but node16 from CommonJS', async () => {
    const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(tarball))));
    const problems = analysis.types === false ? ['no types'] : analysis.problems;
    // `module: nodenext` lets CommonJS import these modules, as Node does; `node16` does not.
    expect(problems.filter((problem) => typeof problem === 'string' || problem.kind !== 'CJSResolvesToESM')).toEqual(
      [],
    );
  }, 60_000);

  it('is loaded by require, too', async () => {
    const program =
      "console.log(typeof require('mockplane/turso').createTursoClient({ fetch: require('mockplane').createMockplane().fetch }).GET)";
    const { stdout, stderr } = await run(process.execPath, ['--input-type=commonjs', '--eval', program], {
      cwd: folder,
    });
    expect([stdout, stderr]).toEqual(['function\n', '']);
  });

  it('starts by npx, prints where it listens, answers, and ends on Ctrl-C', async () => {
    const stdio = ['ignore', 'pipe', 'ignore'] as ['ignore', 'pipe', 'ignore'];
    // In a group of its own, so that it hears Ctrl-C as a terminal sends it: npx and the server at once.
    const server = spawn('npx', ['mockplane', '--port', '0'], { cwd: folder, stdio, detached: true });
    const signal = (name: NodeJS.Signals): boolean => process.kill(-server.pid!, name);
    onTestFinished(() => {
      if (server.exitCode === null && server.signalCode === null) signal('SIGKILL');
    });
    const lines = createInterface({ input: server.stdout });
    let url: string | undefined;
    for await (const line of lines) {
      url = /listens on (http:\S+)/.exec(line)?.[1];
      if (url) break;
    }
    const headers = { authorization: 'Bearer mockplane-token' };
    const listed = await fetch(`${url}/v1/organizations/my-org/databases`, { headers });
    expect(listed.status).toBe(200);
    // An example answer comes from the bundled Prism.
    const taken = await fetch(`${url}/v1/organizations/my-org/databases`, {
      method: 'POST',
      headers: { ...headers, prefer: 'code=409' },
      body: '{"name":"a"}',
    });
    expect(await taken.json()).toEqual({ error: 'database with name my-db already exists' });
    const page = await fetch(`${url}/docs/`);
    expect(page.headers.get('content-type')).toContain('text/html');
    const closed = once(server.stdout, 'close');
    signal('SIGINT');
    // The last to hold the output is the server itself.
    await closed;
    await expect(fetch(`${url}/`)).rejects.toThrow('fetch failed');
  });

  it('types all its entries for an importer', async () => {
    writeFileSync(
      join(folder, 'program.ts'),
      `import { createMockplane, startMockplane } from 'mockplane';
       import { createTursoClient, type TursoSchemas } from 'mockplane/turso';
       import { createLambdaClient } from 'mockplane/lambda';
       import { createAdminClient } from 'mockplane/admin';

       const mockplane = createMockplane();
       const turso = createTursoClient({ fetch: mockplane.fetch });
       const result = await turso.GET('/v1/organizations/{org_slug}/databases', { params: { path: { org_slug: 'my-org' } } });
       if (result.status === 200) result.data.databases satisfies TursoSchemas['Database'][];
       // @ts-expect-error -- no such path
       await turso.GET('/v1/nothing');
       await createLambdaClient().GET('/backend/authenticate');
       await createAdminClient().GET('/_mockplane/health');
       export const start = startMockplane;
      `,
    );
    const config = {
      module: 'nodenext',
      strict: true,
      noEmit: true,
      types: [],
      lib: ['es2023', 'dom'],
      target: 'es2023',
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: config, files: ['program.ts'] }));
    const tsc = join(root, 'node_modules/@typescript/native/bin/tsc');
    const { stdout } = await run(process.execPath, [tsc, '--project', folder]).catch(
      (error: { stdout: string }) => error,
    );
    expect(stdout).toBe('');
  });

  it('carries the documents for other tools', () => {
    const file = join(folder, 'node_modules/mockplane/dist/contract/generated/turso.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ openapi: '3.1.1' });
  });
});

/** The relative links and pictures of a Markdown file, without their sections. */
function linksOf(markdown: string): string[] {
  const text = markdown.replaceAll(/^```[^]*?^```$/gm, '').replaceAll(/`[^`\n]*`/g, '');
  return [...text.matchAll(/\]\(([^)\s#]+)/g)].map((match) => match[1]!).filter((link) => !/^[a-z]+:/.test(link));
}
