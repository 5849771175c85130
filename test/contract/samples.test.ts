import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningMockplane, startMockplane } from 'mockplane';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileNameOf, mountOf } from '../helpers/documents.ts';
import { root } from '../helpers/folders.ts';
import { defaultReply, operations, serviceOperations } from '../helpers/operations.ts';
import { type Ended, run } from '../helpers/programs.ts';
import { token } from '../helpers/requests.ts';

const hasCurl = spawnSync('curl', ['--version']).status === 0;
if (!hasCurl) process.stderr.write('curl is not installed: the samples in curl are skipped.\n');

let mockplane: RunningMockplane;
beforeAll(async () => {
  mockplane = await startMockplane({ port: 0, stateless: true });
});
afterAll(() => mockplane.close());

/** @param api whose samples ask at the URL of its edition */
function environment(api: string): Record<string, string> {
  // No proxy stands between a sample and this machine, whatever the environment says.
  return {
    MOCKPLANE_URL: mockplane.url + mountOf(api),
    MOCKPLANE_TOKEN: token,
    NO_PROXY: '127.0.0.1',
    no_proxy: '127.0.0.1',
  };
}

const runShell = (file: string, api: string): Promise<Ended> => run('sh', [file], { env: environment(api) });
const runNode = (file: string, api: string): Promise<Ended> =>
  run(process.execPath, ['--conditions=@mockplane/source', file], { env: environment(api) });

describe('the samples', () => {
  it('are one in curl and one in TypeScript for each operation, and no others', () => {
    const apis = [...new Set(operations.map(({ api }) => api))];
    const present = apis.flatMap((api) =>
      readdirSync(join(root, `spec/${fileNameOf(api)}/samples`)).map((name) => `${api}/${name}`),
    );
    const expected = operations.flatMap(({ api, id }) => [`${api}/${id}.sh`, `${api}/${id}.ts`]);
    expect(present.toSorted()).toEqual(expected.toSorted());
  });
});

describe.skipIf(!hasCurl)('a sample in curl', { concurrent: true }, () => {
  it.each(samples('sh'))('of $id prints the default answer', async ({ file, operation }) => {
    const { code, stdout } = await runShell(file, operation.api);
    const { example } = defaultReply(operation);
    expect(code).toBe(0);
    expect(stdout === '' ? undefined : JSON.parse(stdout)).toEqual(example?.value);
  });
});

describe('a sample in TypeScript', { concurrent: true }, () => {
  it.each(samples('ts'))('of $id runs to its end', async ({ file, operation }) => {
    expect(await runNode(file, operation.api)).toMatchObject({ code: 0, stderr: '' });
  });
});

function samples(extension: string) {
  return serviceOperations
    .map((operation) => ({
      id: operation.id,
      operation,
      file: join(root, `spec/${fileNameOf(operation.api)}/samples/${operation.id}.${extension}`),
    }))
    .filter(({ file }) => existsSync(file));
}
