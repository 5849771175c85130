import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type RunningMockplane, startMockplane } from 'mockplane';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { root } from '../../helpers/folders.ts';
import { type Ended, run, type RunOptions } from '../../helpers/programs.ts';

const folder = join(root, 'spec/hrana/samples');
const hasCurl = spawnSync('curl', ['--version']).status === 0;

/** The URL of my-db, and a token for it. */
async function databaseOf({ url, token }: RunningMockplane): Promise<Record<string, string>> {
  const response = await fetch(`${url}/v1/organizations/my-org/databases/my-db/auth/tokens`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
  const { jwt } = (await response.json()) as { jwt: string };
  return { TURSO_DATABASE_URL: `${url}/_db/my-org/my-db`, TURSO_AUTH_TOKEN: jwt };
}

let mockplane: RunningMockplane;
let env: Record<string, string>;
beforeAll(async () => {
  mockplane = await startMockplane({ port: 0 });
  env = { ...(await databaseOf(mockplane)), NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' };
});
afterAll(() => mockplane.close());

const samples = (ending: string): string[] =>
  readdirSync(folder).filter((name) => name.endsWith(ending) && !/upload/i.test(name));
const start = (name: string, options: RunOptions = { env }): Promise<Ended> =>
  name.endsWith('.sh')
    ? run('sh', [join(folder, name)], options)
    : run(process.execPath, [join(folder, name)], options);

/** A line that the output of a sample has. */
const expected: Readonly<Record<string, RegExp>> = {
  executePipeline: /results/,
  executePipelineV3: /results/,
  executeCursor: /Compiling by hand/,
  executeStatement: /result/,
  executeStatementBatch: /step_results/,
  getHranaVersion2: /Hrana over HTTP/,
  getHranaVersion3: /Hrana over HTTP/,
  getDatabaseHealth: /^(?:200\n)?$/,
  getDatabaseVersion: /^mockplane \d/,
  dumpDatabase: /INSERT INTO author VALUES\(1,'Ada'\)/,
  getDatabaseInfo: /"?current_generation"?: ?1/,
  exportDatabase: /serves no embedded replicas/,
  pullUpdates: /serves no embedded replicas/,
};

/** Operations that are always refused. */
const refused = /^(?:exportDatabase|pullUpdates)\./;

describe.each([
  ['curl', '.sh', hasCurl],
  ['TypeScript', '.ts', true],
] as const)('a sample of SQL over HTTP in %s', (_language, ending, canRun) => {
  it.skipIf(!canRun).each(samples(ending))('%s prints what it asked for', async (name) => {
    const { code, stdout } = await start(name);
    expect(code).toBe(0);
    expect(stdout).toMatch(expected[name.replace(ending, '')]!);
    expect(/"error"|"type":"error"|error:/.test(stdout)).toBe(refused.test(name));
  });

  it.skipIf(!canRun)('uploads a file, whole and in pieces', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'mockplane-uploads-'));
    onTestFinished(() => rmSync(cwd, { recursive: true }));
    const file = new DatabaseSync(join(cwd, 'app.db'));
    file.exec('CREATE TABLE uploaded (id INTEGER)');
    file.close();
    await using server = await startMockplane({ port: 0 });
    const own = { ...env, ...(await databaseOf(server)) };
    expect(await start(`uploadDatabase${ending}`, { cwd, env: own })).toMatchObject({ code: 0, stdout: '' });
    const { stdout } = await start(`startUpload${ending}`, { cwd, env: own });
    const [, UPLOAD_ID = ''] = /upload_id"?: ?["']([^"']+)/.exec(stdout) ?? [];
    for (const name of ['uploadChunk', 'finishUpload']) {
      const ended = await start(name + ending, { cwd, env: { ...own, UPLOAD_ID } });
      expect({ name, ...ended }).toMatchObject({ code: 0, stdout: '' });
    }
    const dump = await run('sh', [join(folder, 'dumpDatabase.sh')], { env: own });
    expect(dump.stdout).toMatch(/CREATE TABLE.* uploaded/);
  });
});
