import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningMockplane, startMockplane } from 'mockplane';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../helpers/folders.ts';
import { type Ended, run } from '../../helpers/programs.ts';

const folder = join(root, 'spec/hrana/samples');
const hasCurl = spawnSync('curl', ['--version']).status === 0;

let mockplane: RunningMockplane;
let env: Record<string, string>;
beforeAll(async () => {
  mockplane = await startMockplane({ port: 0 });
  const response = await fetch(`${mockplane.url}/v1/organizations/my-org/databases/my-db/auth/tokens`, {
    method: 'POST',
    headers: { authorization: `Bearer ${mockplane.token}` },
  });
  const { jwt } = (await response.json()) as { jwt: string };
  env = {
    TURSO_DATABASE_URL: `${mockplane.url}/_db/my-org/my-db`,
    TURSO_AUTH_TOKEN: jwt,
    NO_PROXY: '127.0.0.1',
    no_proxy: '127.0.0.1',
  };
});
afterAll(() => mockplane.close());

const samples = (ending: string): string[] => readdirSync(folder).filter((name) => name.endsWith(ending));
const start = (name: string): Promise<Ended> =>
  name.endsWith('.sh')
    ? run('sh', [join(folder, name)], { env })
    : run(process.execPath, [join(folder, name)], { env });

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
});
