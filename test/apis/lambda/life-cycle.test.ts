import { lambdaApi } from '../../../src/apis/lambda/api.ts';
import { describe, expect, it } from 'vitest';
import { lambdaStatuses, type LambdaStatus } from '../../../src/sandbox/store/tables/lambda-instances.ts';
import { ids, refusal, startLambda } from './helpers.ts';

const uuid = '2b7f3c58-8d24-4e0f-a1f9-7c5e9d3b6a33';

/** The effect of each action in each status at the service: the final status, or the refusal. */
const actions = [
  {
    action: 'start',
    operation: 'startLambdaInstance',
    allowed: ['STOPPED', 'FAILED'],
    through: 'STARTING',
    end: 'STARTED',
    already: 'The specified lambda instance is already started',
  },
  {
    action: 'stop',
    operation: 'stopLambdaInstance',
    allowed: ['STARTED', 'FAILED'],
    through: 'STOPPING',
    end: 'STOPPED',
    already: 'The specified lambda instance is already stopped',
  },
  {
    action: 'destroy',
    operation: 'destroyLambdaInstance',
    allowed: ['STARTED', 'STOPPED', 'FAILED'],
    through: 'DESTROYING',
    end: 'DESTROYED',
    already: 'The specified lambda instance is already destroyed',
  },
] as const;

/** The statuses in which an action is refused. */
function refused(allowed: readonly LambdaStatus[]): LambdaStatus[] {
  return lambdaStatuses.filter((status) => !allowed.includes(status));
}

describe.each(actions)('$operation', ({ action, operation, allowed, through, end, already }) => {
  it.each(allowed)(`passes from %s through ${through} to ${end}`, async (from) => {
    const { act, state, clock, store } = startLambda();
    store.lambdaInstances.setStatus(uuid, from, from === 'FAILED' ? 'Cyclades cpu out of limit' : '');
    const { status, data } = await act(action, uuid);
    expect([status, data]).toEqual([202, { result: 'Success' }]);
    expect(await state(uuid)).toEqual({ status: through, failure_message: '' });
    clock.advance(2_000);
    expect(await state(uuid)).toEqual({ status: end, failure_message: '' });
  });

  it.each(refused(allowed))('refuses in %s', async (from) => {
    const { act, state, clock, store } = startLambda();
    store.lambdaInstances.setStatus(uuid, from, '');
    const message = from === end ? already : `Cannot ${action} lambda instance while current status is ${from}`;
    expect((await act(action, uuid)).error).toEqual(refusal(400, message));
    clock.advance(2_000);
    expect(await state(uuid)).toMatchObject({ status: from });
  });

  it('refuses a second time while it is under way', async () => {
    const { act, store } = startLambda();
    store.lambdaInstances.setStatus(uuid, allowed[0], '');
    await act(action, uuid);
    const message = `Cannot ${action} lambda instance while current status is ${through}`;
    expect((await act(action, uuid)).error).toEqual(refusal(400, message));
  });

  it('ends as FAILED when it was told to, and can be tried again', async () => {
    const { act, state, clock, store, faults } = startLambda();
    store.lambdaInstances.setStatus(uuid, allowed[0], '');
    faults.add({ operation, action: 'fail-transition', count: 1 });
    await act(action, uuid);
    expect(await state(uuid)).toEqual({ status: through, failure_message: '' });
    clock.advance(2_000);
    expect(await state(uuid)).toEqual({ status: 'FAILED', failure_message: 'failed by a fault rule' });
    await act(action, uuid);
    clock.advance(2_000);
    expect(await state(uuid)).toEqual({ status: end, failure_message: '' });
  });

  it('takes the id as well as the UUID', async () => {
    const { act, state, store } = startLambda();
    store.lambdaInstances.setStatus(uuid, allowed[0], '');
    expect((await act(action, ids.started)).status).toBe(202);
    expect(await state(uuid)).toMatchObject({ status: through });
  });

  it('answers 404 for an instance that does not exist', async () => {
    const { act } = startLambda();
    expect((await act(action, '999')).error).toEqual(refusal(404, 'Lambda instance not found'));
  });
});

describe('the life of an instance', () => {
  it('is over at once when changes are immediate', async () => {
    const { act, create, state } = startLambda({ transitions: 'immediate' });
    const created = await create();
    expect(await state(created)).toMatchObject({ status: 'STARTED' });
    await act('destroy', created);
    expect(await state(created)).toMatchObject({ status: 'DESTROYED' });
  });

  it('waits to be stepped when changes are manual', async () => {
    const { create, state, clock, sandbox } = startLambda({ transitions: 'manual' });
    const created = await create();
    clock.advance(1_000_000);
    expect(await state(created)).toMatchObject({ status: 'PENDING' });
    expect(sandbox.context.transitions.step(1, created)).toMatchObject([
      { kind: 'lambda-create', resource: created, label: created, fromStatus: 'PENDING', toStatus: 'STARTED' },
    ]);
    expect(await state(created)).toMatchObject({ status: 'STARTED' });
  });

  it('returns to the baseline with a reset', async () => {
    const { act, create, state, lambda, clock, sandbox } = startLambda();
    await act('destroy', ids.started);
    const created = await create();
    sandbox.reset();
    clock.advance(10_000);
    expect(await state(ids.started)).toMatchObject({ status: 'STARTED' });
    expect((await lambda.GET('/backend/lambda-instances')).data!.data).toHaveLength(5);
    expect(await create()).toBe(created);
  });

  it('keeps at most 100 characters of why it failed, none of them cut in half', () => {
    const { sandbox } = startLambda({ transitions: 'immediate' });
    const found = sandbox.context.store.lambdaInstances;
    const operation = { id: 'stopLambdaInstance', method: 'POST', responses: new Map() };
    const call = {
      api: lambdaApi,
      operation,
      path: { uuid },
      query: {},
      header: {},
      body: undefined,
      files: new Map(),
    };
    void sandbox.answer({ ...call, principal: { username: 'octocat' } } as never, '🔥'.repeat(101));
    expect(found.byUuid(uuid)).toMatchObject({ status: 'FAILED', failureMessage: '🔥'.repeat(100) });
  });
});
