import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type RunningMockplane, startMockplane } from 'mockplane';
import { describe, expect, it, onTestFinished } from 'vitest';
import { root } from '../../helpers/folders.ts';
import { defaultReply, type Operation, operations } from '../../helpers/operations.ts';
import { run } from '../../helpers/programs.ts';
import { token } from '../../helpers/requests.ts';
import { faults } from '../../helpers/schemas.ts';
import { beganAt, newLambdaInstance } from './helpers.ts';

const hasCurl = spawnSync('curl', ['--version']).status === 0;
const all = operations.filter(({ api }) => api === 'admin');
const finite = all.filter(({ id }) => id !== 'streamExchanges');

/** Those that answer, in the state that `serve` leaves, what the contract shows. */
const exact = new Set(['reset', 'addUsage', 'deleteFault', 'getDatabaseKeys', 'verifyDatabaseToken']);

/** A server of which there is something to show: an exchange, a fault rule, a pending transition, an invite, a second sandbox. */
async function serve(): Promise<RunningMockplane> {
  const mockplane = await startMockplane({ port: 0, clock: { now: beganAt, running: false } });
  await fetch(`${mockplane.url}/backend/create_lambda_instance`, {
    method: 'POST',
    headers: { 'x-api-key': token },
    body: JSON.stringify(newLambdaInstance),
  });
  const body = {
    operation: 'createDatabase',
    action: 'respond',
    status: 409,
    example: 'name-taken',
    count: 1,
  } as const;
  await mockplane.admin.POST('/_mockplane/faults', { body });
  await fetch(`${mockplane.url}/2026/v1/organizations/my-org/invite`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ email: 'visitor@example.com' }),
  });
  await mockplane.admin.POST('/_mockplane/sandboxes', { body: { name: 'worker-1' } });
  return mockplane;
}

const environment = (url: string) => ({ MOCKPLANE_URL: url, NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' });
const fileOf = ({ id }: Operation, extension: string) => join(root, `spec/admin/samples/${id}.${extension}`);
const node = (file: string): [string, string[]] => [process.execPath, ['--conditions=@mockplane/source', file]];

describe.skipIf(!hasCurl)('a sample in curl', { concurrent: true }, () => {
  it.each([...finite])('of $id prints a success', async (operation) => {
    await using server = await serve();
    const { code, stdout } = await run('sh', [fileOf(operation, 'sh')], { env: environment(server.url) });
    const { reply, example } = defaultReply(operation);
    expect(code).toBe(0);
    const body: unknown = operation.id === 'getBackup' ? stdout : JSON.parse(stdout);
    expect(faults('admin', reply.content!.schema, body)).toEqual([]);
    expect(body).toEqual(exact.has(operation.id) ? example!.value : body);
  });
});

describe('a sample in TypeScript', { concurrent: true }, () => {
  it.each([...finite])('of $id runs to its end', async (operation) => {
    await using server = await serve();
    const [command, args] = node(fileOf(operation, 'ts'));
    expect(await run(command, args, { env: environment(server.url) })).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('the samples of streamExchanges', () => {
  const stream = all.find(({ id }) => id === 'streamExchanges');

  it.each(hasCurl ? ['sh', 'ts'] : ['ts'])('follow the journal until they are ended (%s)', async (extension) => {
    await using server = await serve();
    const file = fileOf(stream!, extension);
    const [command, args] = extension === 'sh' ? (['sh', [file]] as const) : node(file);
    // In a group of its own: `sh` has `curl` for a child.
    const child = spawn(command, args, { env: { ...process.env, ...environment(server.url) }, detached: true });
    onTestFinished(() => {
      // It may have ended with its server.
      if (child.exitCode === null) process.kill(-child.pid!, 'SIGKILL');
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    while (!output.includes('/v1/locations?')) await fetch(`${server.url}/v1/locations?`);
    expect(output).toContain('401');
  });
});
