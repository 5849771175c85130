import { rmSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { mockplane, type RunningCli, startCli } from '../helpers/cli.ts';
import { errorFaults } from '../helpers/requests.ts';
import { type Disk, limitedFiles, smallDisk } from './disk.ts';
import { smallLambda } from './small-lambda.ts';
import { type Answer, type Caller, createCaller, kill } from './server.ts';

const databases = '/v1/organizations/my-org/databases';
const lambda = smallLambda('Full', 'full');

/** The writes, one of each kind: the API, the request, its status if there is space. */
const writes: readonly [api: string, method: string, path: string, body: unknown, status: number][] = [
  ['turso', 'POST', databases, { name: 'full-db' }, 200],
  ['turso', 'POST', `${databases}/kept-db/instances`, { location: 'ams' }, 200],
  ['turso', 'POST', '/v1/auth/api-tokens/full-token', undefined, 200],
  ['turso', 'POST', `${databases}/my-db/auth/rotate`, undefined, 200],
  ['lambda', 'POST', '/backend/create_lambda_instance', lambda, 202],
  ['lambda', 'POST', '/backend/lambda-instances/3/stop', undefined, 202],
  ['lambda', 'PUT', '/backend/user_files', form({ description: 'd', file: new File(['content'], 'full.txt') }), 201],
  ['admin', 'POST', '/_mockplane/usage', { organization: 'my-org', database: 'my-db', rowsRead: 1 }, 200],
  ['admin', 'PATCH', '/_mockplane/clock', { running: true }, 200],
  ['admin', 'PATCH', '/_mockplane/clock', { now: '2031-01-01T00:00:00Z', running: false }, 200],
  ['admin', 'POST', '/_mockplane/clock/advance', { by: '2h' }, 200],
  ['turso', 'DELETE', `${databases}/kept-db`, undefined, 200],
  ['admin', 'PUT', '/_mockplane/transitions', { mode: 'immediate' }, 200],
  ['admin', 'POST', '/_mockplane/reset', undefined, 200],
];

describe('mockplane --data on a disk that runs full', () => {
  it.for([
    ['a small disk', smallDisk],
    ['files of a limited size', limitedFiles],
  ] as const)(
    'refuses with 507 what it cannot store, and goes on when there is room: %s',
    async ([, make], { skip }) => {
      const disk = make() ?? skip('this machine does not allow it');
      onTestFinished(() => disk[Symbol.dispose]());
      const server = await start(disk);
      const caller = createCaller(server.url);
      await fillWithState(caller);
      disk.fill(server.pid);
      await untilFull(caller);

      const before = await everything(caller);
      for (const [api, method, path, body] of writes) {
        expectNotStored(await caller.send(method, path, body), api, disk);
        expect(await everything(caller), `${method} ${path}`).toEqual(before);
      }

      disk.free(server.pid);
      for (const [, method, path, body, status] of writes) {
        const answer = await caller.send(method, path, body);
        expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBe(status);
      }
    },
  );

  it('loses nothing when it is killed there, and says why it cannot start', async ({ skip }) => {
    const disk = smallDisk() ?? skip('this machine does not allow it');
    onTestFinished(() => disk[Symbol.dispose]());
    const server = await start(disk);
    const caller = createCaller(server.url);
    await fillWithState(caller);
    disk.fill(server.pid);
    await untilFull(caller);
    const { snapshot } = await everything(caller);
    await kill(server);

    const refused = await mockplane(['--port', '0', '--data', disk.directory]);
    expect(refused).toMatchObject({
      code: 1,
      stdout: '',
      stderr: `mockplane: no space is left in ${disk.directory}. Free some, or use another directory.\n`,
    });
    disk.free(server.pid);
    const again = createCaller((await start(disk)).url);
    expect((await everything(again)).snapshot).toEqual(snapshot);
  });

  it('says that there is no room for a new state', async ({ skip }) => {
    const disk = smallDisk() ?? skip('this machine does not allow it');
    onTestFinished(() => disk[Symbol.dispose]());
    disk.fill(0);
    const refused = await mockplane(['--port', '0', '--data', disk.directory]);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/no space is left in|cannot be written to/);
    rmSync(disk.directory, { recursive: true, force: true });
    disk.free(0);
    await expect(start(disk)).resolves.toBeDefined();
  });
});

async function start({ directory }: Disk): Promise<RunningCli> {
  const options = ['--port', '0', '--quiet', '--seed', 'full', '--transitions', '1h', '--data', directory];
  const server = await startCli(options);
  onTestFinished(() => kill(server));
  return server;
}

/** Something with a change of status that is under way, on a clock that stands. */
async function fillWithState({ send }: Caller): Promise<void> {
  const sent = [
    await send('PATCH', '/_mockplane/clock', { now: '2030-01-01T00:00:00Z', running: false }),
    await send('POST', databases, { name: 'kept-db' }),
    await send('POST', `${databases}/kept-db/instances`, { location: 'ord' }),
    await send('POST', '/_mockplane/faults', { operation: 'listLocations', action: 'drop', count: 1 }),
  ];
  expect(sent.map(({ status }) => status)).toEqual([200, 200, 200, 201]);
}

/** Makes the smallest write there is until there is no room even for that. */
async function untilFull({ send }: Caller): Promise<void> {
  for (let tries = 0; tries < 2_000; tries++) {
    const { status } = await send('POST', '/_mockplane/clock/advance', { by: '1ms' });
    if (status === 507) return;
    expect(status).toBe(200);
  }
  throw new Error('The disk does not run full.');
}

/** All that can be seen of a state, and of what is known beside it. */
async function everything({ send }: Caller) {
  const snapshot = (await send('GET', '/_mockplane/snapshot')).body;
  const faults = (await send('GET', '/_mockplane/faults')).body;
  const transitions = (await send('GET', '/_mockplane/transitions')).body;
  return { snapshot: { ...snapshot, savedAt: '' }, faults, transitions };
}

function expectNotStored({ status, body }: Answer, api: string, { directory }: Disk): void {
  expect(status).toBe(507);
  expect(errorFaults(api, body)).toEqual([]);
  const text = { turso: body.error, lambda: body.errors?.[0].message, admin: body.detail }[api];
  expect(text).toMatch(/^nothing was stored: .*, then send the request again$/);
  expect(text).toContain(directory);
}

function form(fields: Readonly<Record<string, string | File>>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}
