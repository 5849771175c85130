import { createMockplane } from 'mockplane';
import { createAdminClient } from 'mockplane/admin';
import { describe, expect, it } from 'vitest';
import { beganAt, createInstance, dataOf, type Parts, smallSnapshot, start, stopRealTime } from './helpers.ts';

/** Everything but when it was looked at. */
async function stateOf({ admin }: Parts) {
  const { savedAt: _savedAt, ...state } = dataOf(await admin.GET('/_mockplane/snapshot'));
  return state;
}

describe('reset', () => {
  it('brings back what the server started with, and the clock to where it began', async () => {
    const parts = start();
    const before = await stateOf(parts);
    await createInstance(parts);
    await parts.lambda.POST('/backend/lambda-instances/{uuid}/destroy', { params: { path: { uuid: '3' } } });
    await parts.admin.POST('/_mockplane/clock/advance', { body: { by: '40d' } });
    await parts.admin.PATCH('/_mockplane/clock', { body: { running: true } });
    expect(await stateOf(parts)).not.toEqual(before);

    expect(dataOf(await parts.admin.POST('/_mockplane/reset'))).toEqual({ baseline: 'story' });
    expect(await stateOf(parts)).toEqual(before);
    expect(dataOf(await parts.admin.GET('/_mockplane/clock'))).toMatchObject({ now: beganAt, running: false });
  });

  it('gives the same ids and names again', async () => {
    const parts = start();
    const first = await createInstance(parts);
    await parts.admin.POST('/_mockplane/reset');
    expect(await createInstance(parts)).toBe(first);
  });

  it('ends all fault rules, and returns to the mode that transitions began with', async () => {
    const { admin } = start({ transitions: '5s' });
    await admin.POST('/_mockplane/faults', { body: { operation: '*', action: 'drop' } });
    await admin.PUT('/_mockplane/transitions', { body: { mode: 'manual' } });
    await admin.POST('/_mockplane/reset');
    expect(dataOf(await admin.GET('/_mockplane/faults'))).toEqual({ faults: [] });
    expect(dataOf(await admin.GET('/_mockplane/transitions'))).toEqual({ mode: 'after', after: '5s', pending: [] });
  });

  it('keeps the journal', async () => {
    const { admin, turso } = start();
    await turso.GET('/v1/locations');
    await admin.POST('/_mockplane/reset');
    expect(dataOf(await admin.GET('/_mockplane/exchanges')).exchanges).toHaveLength(1);
  });

  it('wakes whoever waits for an instance that is gone', async () => {
    const parts = start();
    const instance_name = await createInstance(parts);
    const waiting = parts.turso.GET('/v1/organizations/{org_slug}/databases/{db_name}/instances/{instance_name}/wait', {
      params: { path: { org_slug: 'my-org', db_name: 'staging-db', instance_name } },
    });
    // The request is on its way once another one is answered.
    await parts.turso.GET('/v1/locations');
    await parts.admin.POST('/_mockplane/reset');
    expect(await waiting).toMatchObject({ status: 404 });
  });

  it('lets a request that is delayed wait no longer than it had to', async () => {
    const parts = start();
    await parts.admin.POST('/_mockplane/clock/advance', { body: { by: '1d' } });
    await parts.admin.POST('/_mockplane/faults', {
      body: { operation: '*', action: 'delay', delayMilliseconds: 1000 },
    });
    const waiting = parts.turso.GET('/v1/locations');
    await parts.admin.GET('/_mockplane/health');
    await parts.admin.POST('/_mockplane/reset');
    await parts.admin.POST('/_mockplane/clock/advance', { body: { by: '1s' } });
    expect(await waiting).toMatchObject({ status: 200 });
  });

  it('brings back users and organizations alone where the server began empty', async () => {
    const parts = start({ empty: true });
    const before = await stateOf(parts);
    expect(before).toMatchObject({ databases: [], instances: [], lambdaInstances: [], userFiles: [], apiTokens: [] });
    expect(before.organizations).not.toEqual([]);
    await parts.turso.POST('/v1/organizations/{org_slug}/databases', {
      params: { path: { org_slug: 'my-org' } },
      body: { name: 'new-db' },
    });
    expect(dataOf(await parts.admin.POST('/_mockplane/reset'))).toEqual({ baseline: 'empty' });
    expect(await stateOf(parts)).toEqual(before);
  });

  it('brings back the snapshot that the server began with, not one that was loaded later', async () => {
    stopRealTime();
    const parts = start({ snapshot: smallSnapshot(), clock: undefined });
    await parts.admin.POST('/_mockplane/clock/advance', { body: { by: '1h' } });
    await parts.admin.PUT('/_mockplane/snapshot', {
      body: { ...smallSnapshot(), lambdaInstances: [], transitions: [] },
    });
    expect(dataOf(await parts.admin.POST('/_mockplane/reset'))).toEqual({ baseline: 'snapshot' });
    const { savedAt: _savedAt, ...expected } = smallSnapshot();
    expect(await stateOf(parts)).toEqual(expected);
  });

  it('is what reset() of a mockplane in process does', async () => {
    stopRealTime();
    using mockplane = createMockplane();
    const admin = createAdminClient({ fetch: mockplane.fetch });
    await admin.POST('/_mockplane/faults', { body: { operation: '*', action: 'drop' } });
    await admin.POST('/_mockplane/clock/advance', { body: { by: '1d' } });
    mockplane.reset();
    expect(dataOf(await admin.GET('/_mockplane/faults'))).toEqual({ faults: [] });
    expect(mockplane.clock.now()).toEqual(new Date());
  });
});
