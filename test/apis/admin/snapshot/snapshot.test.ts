import type { AdminSchemas } from 'mockplane/admin';
import { createTursoClient } from 'mockplane/turso';
import { describe, expect, it } from 'vitest';
import {
  createInstance,
  createLambdaInstance,
  dataOf,
  example,
  myDatabase,
  type Parts,
  pendingOf,
  smallSnapshot,
  start,
  statusOf,
} from '../helpers.ts';

/** The state as text, but for when it was saved. */
async function save({ admin }: Parts): Promise<string> {
  const response = await admin.GET('/_mockplane/snapshot');
  return JSON.stringify({ ...dataOf(response), savedAt: '' }, null, 2);
}

async function load({ admin }: Parts, text: string) {
  const body = { ...JSON.parse(text), savedAt: '2023-11-16T10:00:00.000Z' };
  return dataOf(await admin.PUT('/_mockplane/snapshot', { body }));
}

/** Leaves something of each kind in the state. */
async function live(parts: Parts): Promise<void> {
  const { admin, turso, lambda } = parts;
  await createInstance(parts);
  await createInstance(parts, 'ams');
  await admin.POST('/_mockplane/clock/advance', { body: { by: '3s' } });
  await turso.DELETE('/v1/organizations/{org_slug}/databases/{db_name}/instances/{instance_name}', {
    params: { path: { ...myDatabase.params.path, instance_name: 'my-instance' } },
  });
  await turso.POST('/v1/auth/api-tokens/{token_name}', { params: { path: { token_name: 'new-token' } } });
  await lambda.PUT('/backend/user_files', {
    body: { file: new File(['\u0000\u00ff'], 'bytes.bin'), description: 'two' },
  });
  await createLambdaInstance(parts, { slaves: 24 });
  await createLambdaInstance(parts);
  await admin.PUT('/_mockplane/transitions', { body: { mode: 'manual' } });
  await lambda.POST('/backend/lambda-instances/{uuid}/stop', { params: { path: { uuid: '3' } } });
  await admin.POST('/_mockplane/usage', { body: { organization: 'my-org', database: 'my-db', rowsRead: 7 } });
  await admin.POST('/_mockplane/faults', {
    body: { operation: 'createDatabaseInstance', action: 'fail-transition' },
  });
  await createInstance(parts, 'fra');
}

describe('getSnapshot', () => {
  it('gives what putSnapshot takes, to the byte', async () => {
    const parts = start();
    await live(parts);
    const saved = await save(parts);
    const { transitions, instances } = JSON.parse(saved);
    expect(transitions).toHaveLength(4);
    expect(instances.some(({ status }: { status: string }) => status === 'destroyed')).toBe(true);

    for (const other of [parts, start({ seed: 'another' }), start({ empty: true }), start({ stateless: true })]) {
      await load(other, saved);
      expect(await save(other)).toBe(saved);
    }
  });

  it('gives the story in such a form too', async () => {
    const [parts, other] = [start(), start({ empty: true })];
    const saved = await save(parts);
    await load(other, saved);
    expect(await save(other)).toBe(saved);
  });

  it('has no token, but their hashes', async () => {
    const parts = start();
    const { data } = await parts.turso.POST('/v1/auth/api-tokens/{token_name}', {
      params: { path: { token_name: 'new-token' } },
    });
    const saved = await save(parts);
    expect(saved).not.toContain(data!.token);
    expect(JSON.parse(saved).apiTokens).toEqual([
      expect.not.objectContaining({ hash: expect.anything() }),
      expect.objectContaining({ name: 'new-token', hash: expect.stringMatching(/^[0-9a-f]{64}$/) }),
    ]);
  });
});

describe('putSnapshot', () => {
  it('replaces the whole state, and sets the clock', async () => {
    const parts = start();
    await createInstance(parts);
    const counts = dataOf(
      await parts.admin.PUT('/_mockplane/snapshot', { body: example('BlankSnapshot') as AdminSchemas['Snapshot'] }),
    );
    expect(counts).toEqual({ organizations: 1, databases: 0, instances: 0, lambdaInstances: 0 });
    const { data } = await parts.turso.GET('/v1/organizations');
    expect(data).toEqual({ organizations: [{ slug: 'octocat', name: 'personal', type: 'personal' }] });
    expect(dataOf(await parts.admin.GET('/_mockplane/clock'))).toMatchObject({ running: true, pendingTransitions: 0 });
  });

  it('keeps the clock as it is, if the snapshot has none', async () => {
    const { admin } = start({ clock: { now: '2031-01-01T00:00:00Z', running: false } });
    const { clock: _clock, ...body } = smallSnapshot();
    expect((await admin.PUT('/_mockplane/snapshot', { body })).response.status).toBe(200);
    const { now, running } = dataOf(await admin.GET('/_mockplane/clock'));
    expect({ now, running }).toEqual({ now: '2031-01-01T00:00:00.000Z', running: false });
    expect(dataOf(await admin.GET('/_mockplane/snapshot')).databases).toEqual(body.databases);
  });

  it('brings back tokens that were good when it was saved', async () => {
    const parts = start();
    const token = { params: { path: { token_name: 'new-token' } } };
    const platform = dataOf(await parts.turso.POST('/v1/auth/api-tokens/{token_name}', token)).token;
    const saved = await save(parts);
    await parts.turso.DELETE('/v1/auth/api-tokens/{token_name}', token);
    await parts.turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/auth/rotate', myDatabase);
    const client = createTursoClient({ fetch: parts.fetch, token: platform });
    expect(await client.GET('/v1/auth/validate')).toMatchObject({ status: 401 });

    await load(parts, saved);
    expect(await client.GET('/v1/auth/validate')).toMatchObject({ status: 200 });
  });

  it('lets what was pending happen, or fail, as it would have', async () => {
    const parts = start();
    await live(parts);
    const saved = await save(parts);
    const uuids = JSON.parse(saved)
      .lambdaInstances.slice(-2)
      .map(({ uuid }: { uuid: string }) => uuid);
    const other = start();
    await load(other, saved);
    const made = dataOf(await other.admin.POST('/_mockplane/transitions/step', { body: { count: 9 } })).made;
    expect(made.map(({ to }) => to).toSorted()).toEqual(['FAILED', 'STARTED', 'STOPPED', 'failed']);
    expect(await statusOf(other, uuids[0])).toEqual({ status: 'FAILED', failure_message: 'Cyclades VMs out of limit' });
    expect(await statusOf(other, uuids[1])).toEqual({ status: 'STARTED', failure_message: '' });
    expect(await statusOf(other, '3')).toEqual({ status: 'STOPPED', failure_message: '' });
    const failed = JSON.parse(await save(other)).instances.find(
      ({ status }: { status: string }) => status === 'failed',
    );
    expect(failed.failureMessage).not.toBe('');
    const third = start();
    await load(third, await save(other));
    expect(JSON.parse(await save(third)).instances).toContainEqual(failed);
  });

  it('remembers which lambda instances never got machines', async () => {
    const parts = start({ transitions: 'manual' });
    await createLambdaInstance(parts, { slaves: 23 });
    const saved = await save(parts);
    expect(JSON.parse(saved).lambdaInstances.at(-1)).toMatchObject({ hasMachines: false });
    await load(parts, saved);
    // It would fail if the one before it, which waits to fail, had 24 machines.
    const uuid = await createLambdaInstance(parts);
    await parts.admin.POST('/_mockplane/transitions/step', { body: { resource: uuid } });
    expect(await statusOf(parts, uuid)).toMatchObject({ status: 'STARTED' });
  });

  it('goes on with the ids and names that would have followed', async () => {
    const parts = start();
    await createInstance(parts);
    const saved = await save(parts);
    const next = await createInstance(parts);
    await load(parts, saved);
    expect(await createInstance(parts)).toBe(next);
    await parts.admin.POST('/_mockplane/reset');
    await load(parts, saved);
    expect(await createInstance(parts)).toBe(next);
    expect(await pendingOf(parts)).toHaveLength(2);
  });

  it('is refused whole: nothing changes', async () => {
    const parts = start();
    await live(parts);
    const before = await save(parts);
    const unsound = smallSnapshot();
    unsound.userFiles[0]!.size = 21;
    expect(await parts.admin.PUT('/_mockplane/snapshot', { body: unsound })).toMatchObject({ status: 422 });
    expect(await save(parts)).toBe(before);
  });

  it('leaves fault rules, the mode of transitions and the journal as they are', async () => {
    const { admin, turso } = start({ transitions: 'manual' });
    await turso.GET('/v1/locations');
    await admin.POST('/_mockplane/faults', { body: { operation: 'listLocations', action: 'drop' } });
    await admin.PUT('/_mockplane/snapshot', { body: smallSnapshot() });
    expect(dataOf(await admin.GET('/_mockplane/faults')).faults).toHaveLength(1);
    expect(dataOf(await admin.GET('/_mockplane/transitions')).mode).toBe('manual');
    expect(dataOf(await admin.GET('/_mockplane/exchanges')).exchanges).toHaveLength(1);
  });

  it('makes what is due by its clock happen at once', async () => {
    const parts = start();
    const snapshot = smallSnapshot();
    snapshot.clock = { now: '2023-11-16T10:00:01.000Z', running: false };
    await parts.admin.PUT('/_mockplane/snapshot', { body: snapshot });
    expect(await pendingOf(parts)).toEqual([]);
    expect(await statusOf(parts, '5')).toMatchObject({ status: 'STARTED' });
  });
});
