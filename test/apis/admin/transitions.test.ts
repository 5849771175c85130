import { describe, expect, it } from 'vitest';
import { transitionKinds } from '../../../src/apis/implementations.ts';
import { token } from '../../helpers/requests.ts';
import { createInstance, createLambdaInstance, dataOf, type Parts, pendingOf, start, statusOf } from './helpers.ts';

const step = async ({ admin }: Parts, body: { count?: number; resource?: string } = {}) =>
  dataOf(await admin.POST('/_mockplane/transitions/step', { body }));

const set = async ({ admin }: Parts, mode: 'immediate' | 'after' | 'manual', after?: string) =>
  dataOf(await admin.PUT('/_mockplane/transitions', { body: { mode, ...(after !== undefined && { after }) } }));

describe('getTransitions', () => {
  it.each([
    ['immediate', { mode: 'immediate', pending: [] }],
    ['manual', { mode: 'manual', pending: [] }],
    ['90s', { mode: 'after', after: '1m30s', pending: [] }],
    [undefined, { mode: 'after', after: '2s', pending: [] }],
  ])('tells the mode that the option %s asked for', async (transitions, expected) => {
    const { admin } = start({ transitions });
    expect(dataOf(await admin.GET('/_mockplane/transitions'))).toEqual(expected);
  });

  it('lists what is pending, the next one first, named as people name it', async () => {
    const parts = start();
    const name = await createInstance(parts);
    const uuid = await createLambdaInstance(parts);
    const dueAt = '2023-11-16T10:00:02.000Z';
    expect(await pendingOf(parts)).toEqual([
      {
        id: 1,
        kind: 'instance-ready',
        api: 'turso',
        resource: `my-org/staging-db/${name}`,
        from: 'provisioning',
        to: 'ready',
        dueAt,
      },
      { id: 2, kind: 'lambda-create', api: 'lambda', resource: uuid, from: 'PENDING', to: 'STARTED', dueAt },
    ]);
  });

  it('knows each kind that the operations begin', async () => {
    const parts = start({ transitions: 'manual' });
    await createInstance(parts);
    await createLambdaInstance(parts);
    const act = (action: 'start' | 'stop' | 'destroy', uuid: string) =>
      parts.lambda.POST(`/backend/lambda-instances/{uuid}/${action}`, { params: { path: { uuid } } });
    await act('start', '1');
    await act('stop', '3');
    await act('destroy', '2');
    await parts.turso.POST('/v1/organizations/{org_slug}/groups/{group_name}/locations/{location}', {
      params: { path: { org_slug: 'my-org', group_name: 'default', location: 'lax' } },
    });
    await parts.fetch('/2026/v1/organizations/my-org/groups/default/aws/migration/start', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });
    const begun = (await pendingOf(parts)).map(({ kind, api, from, to }) => [kind, { api, from, to }]);
    const known = Object.entries(transitionKinds).map(([kind, { api, from, to }]) => [kind, { api, from, to }]);
    expect(Object.fromEntries(begun)).toEqual(Object.fromEntries(known));
    const operations = dataOf(await parts.admin.GET('/_mockplane/exchanges')).exchanges.map(
      ({ operation }) => operation,
    );
    expect(new Set(operations)).toEqual(new Set(Object.values(transitionKinds).map(({ startedBy }) => startedBy)));
  });
});

describe('setTransitions', () => {
  it('to immediate makes all that are pending, before it answers, and those that begin at once', async () => {
    const parts = start({ transitions: 'manual' });
    const uuid = await createLambdaInstance(parts);
    expect(await set(parts, 'immediate')).toEqual({ mode: 'immediate', pending: [] });
    expect(await statusOf(parts, uuid)).toMatchObject({ status: 'STARTED' });
    expect(await statusOf(parts, await createLambdaInstance(parts))).toMatchObject({ status: 'STARTED' });
  });

  it('to manual takes their times away', async () => {
    const parts = start();
    const uuid = await createLambdaInstance(parts);
    const { pending } = await set(parts, 'manual');
    expect(pending).toEqual([expect.not.objectContaining({ dueAt: expect.anything() })]);
    await parts.admin.POST('/_mockplane/clock/advance', { body: { by: '1d' } });
    expect(await statusOf(parts, uuid)).toMatchObject({ status: 'PENDING' });
  });

  it('to after gives a time to those that have none, and leaves the others theirs', async () => {
    const parts = start({ transitions: '1h' });
    const timed = await createLambdaInstance(parts);
    await parts.admin.PUT('/_mockplane/transitions', { body: { mode: 'manual' } });
    const untimed = await createLambdaInstance(parts);
    await set(parts, 'after', '1h');
    await parts.admin.POST('/_mockplane/clock/advance', { body: { by: '30m' } });
    const { pending } = await set(parts, 'after', '5m');
    expect(pending.map(({ resource, dueAt }) => [resource, dueAt])).toEqual([
      [timed, '2023-11-16T11:00:00.000Z'],
      [untimed, '2023-11-16T11:00:00.000Z'],
    ]);
    const last = await createLambdaInstance(parts);
    expect((await pendingOf(parts))[0]).toMatchObject({ resource: last, dueAt: '2023-11-16T10:35:00.000Z' });
    await parts.admin.POST('/_mockplane/clock/advance', { body: { by: '30m' } });
    expect(await pendingOf(parts)).toEqual([]);
  });

  it('to after, with no time to take, makes them happen now', async () => {
    const parts = start({ transitions: 'manual' });
    const uuid = await createLambdaInstance(parts);
    expect(await set(parts, 'after', '0')).toEqual({ mode: 'after', after: '0s', pending: [] });
    expect(await statusOf(parts, uuid)).toMatchObject({ status: 'STARTED' });
  });

  it('leaves the mode as it was when it is refused', async () => {
    const parts = start({ transitions: 'manual' });
    const body = { mode: 'after', after: '500000w' } as const;
    expect(await parts.admin.PUT('/_mockplane/transitions', { body })).toMatchObject({ status: 400 });
    expect(dataOf(await parts.admin.GET('/_mockplane/transitions')).mode).toBe('manual');
  });
});

describe('stepTransitions', () => {
  it('makes the next one happen, and does not move the clock', async () => {
    const parts = start();
    const uuid = await createLambdaInstance(parts);
    await createInstance(parts);
    const { made, pending } = await step(parts);
    expect(made).toMatchObject([{ id: 1, resource: uuid }]);
    expect(pending).toMatchObject([{ id: 2 }]);
    expect(await statusOf(parts, uuid)).toMatchObject({ status: 'STARTED' });
    expect(dataOf(await parts.admin.GET('/_mockplane/clock')).now).toBe('2023-11-16T10:00:00.000Z');
  });

  it('takes one without a body', async () => {
    const parts = start({ transitions: 'manual' });
    await createLambdaInstance(parts);
    await createLambdaInstance(parts);
    expect(dataOf(await parts.admin.POST('/_mockplane/transitions/step')).made).toHaveLength(1);
  });

  it('takes those with a time before the others', async () => {
    const parts = start({ transitions: 'manual' });
    await createLambdaInstance(parts);
    await set(parts, 'manual');
    const { store } = parts.assembled.sandbox.context;
    await createInstance(parts);
    store.transitions.setDue(2, Date.parse('2023-11-16T12:00:00Z'));
    expect((await step(parts, { count: 5 })).made.map(({ id }) => id)).toEqual([2, 1]);
  });

  it('takes those of one resource', async () => {
    const parts = start({ transitions: 'manual' });
    await createLambdaInstance(parts);
    const resource = `my-org/staging-db/${await createInstance(parts)}`;
    const { made, pending } = await step(parts, { count: 1000, resource });
    expect(made).toMatchObject([{ resource, to: 'ready' }]);
    expect(pending).toHaveLength(1);
    expect(await step(parts, { resource })).toEqual({ made: [], pending });
  });

  it('wakes whoever waits', async () => {
    const parts = start({ transitions: 'manual' });
    const instance_name = await createInstance(parts);
    const path = { org_slug: 'my-org', db_name: 'staging-db', instance_name };
    const waiting = parts.turso.GET('/v1/organizations/{org_slug}/databases/{db_name}/instances/{instance_name}/wait', {
      params: { path },
    });
    await parts.turso.GET('/v1/locations');
    await step(parts);
    expect(await waiting).toMatchObject({ status: 200 });
  });
});
