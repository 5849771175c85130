import { describe, expect, it } from 'vitest';
import { ids, newInstance, refusal, startLambda } from './helpers.ts';

const started = '2b7f3c58-8d24-4e0f-a1f9-7c5e9d3b6a33';
const noInstances = refusal(404, 'No instances found');
const notFound = refusal(404, 'Lambda instance not found');

describe('listLambdaInstances', () => {
  const path = '/backend/lambda-instances';

  it('lists all instances by id, destroyed ones included', async () => {
    const { lambda } = startLambda();
    const { data } = await lambda.GET(path);
    expect(data!.data.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
    expect(data!.data[2]).toEqual({ uuid: started, name: 'Word count', id: 3 });
  });

  it.each([
    [1, 2, [1, 2]],
    [2, 2, [3, 4]],
    [3, 2, [5]],
    [1, 5, [1, 2, 3, 4, 5]],
    [5, 1, [5]],
    [1, 1000, [1, 2, 3, 4, 5]],
  ])('answers page %i of %i to a page', async (page, limit, expected) => {
    const { lambda } = startLambda();
    const { data } = await lambda.GET(path, { params: { query: { limit, page } } });
    expect(data!.data.map(({ id }) => id)).toEqual(expected);
  });

  it.each(['limit=2', 'page=2', 'limit=2&page=last', 'limit=two&page=2', 'limit=2.0&page=1', 'limit=&page=1'])(
    'ignores %s, as not both are integers',
    async (query) => {
      const { fetch } = startLambda();
      const response = await fetch(`${path}?${query}`, { headers: { 'x-api-key': 'mockplane-token' } });
      expect(((await response.json()) as { data: unknown[] }).data).toHaveLength(5);
    },
  );

  it('tells in the trail which parameter it ignored', async () => {
    const { fetch, sandbox } = startLambda();
    await fetch(`${path}?limit=two&page=2`, { headers: { 'x-api-key': 'mockplane-token' } });
    expect(sandbox.journal.entries()[0]!.notes).toEqual(['query parameter limit is no integer and was ignored']);
  });

  it.each([
    [3, 3],
    [2, 5],
    [1_000_000, 1_000_000],
    [2, Number.MAX_SAFE_INTEGER],
  ])('answers 404 past the end, or all at once: page %s of %s', async (page, limit) => {
    const { lambda } = startLambda({ empty: true });
    expect((await lambda.GET(path, { params: { query: { limit, page } } })).error).toEqual(noInstances);
  });

  it.each(['limit=9007199254740992&page=1', `limit=1&page=${'9'.repeat(300)}`])(
    'refuses a number beyond the largest one: %s',
    async (query) => {
      const { fetch } = startLambda();
      const response = await fetch(`${path}?${query}`, { headers: { 'x-api-key': 'mockplane-token' } });
      expect(response.status).toBe(400);
      expect(await response.text()).toContain('must be at most 9007199254740991');
    },
  );

  it('answers 404 past the end', async () => {
    const { lambda } = startLambda();
    expect((await lambda.GET(path, { params: { query: { limit: 5, page: 2 } } })).error).toEqual(noInstances);
  });

  it('answers 404 when nothing has been created', async () => {
    const { lambda } = startLambda({ empty: true });
    expect((await lambda.GET(path)).error).toEqual(noInstances);
  });

  it.each(['limit=0&page=1', 'limit=1&page=0', 'limit=-1&page=1', 'limit=1&page=-9223372036854775808'])(
    'refuses %s',
    async (query) => {
      const { lambda } = startLambda();
      const values = [...new URLSearchParams(query)].map(([name, text]) => [name, Number(text)] as const);
      const { error } = await lambda.GET(path, { params: { query: Object.fromEntries(values) } });
      expect(error).toEqual(refusal(400, 'Zero or negative indexing is not supported'));
    },
  );
});

describe('getLambdaInstance', () => {
  it('finds an instance by its id and by its UUID', async () => {
    const { lambda } = startLambda();
    for (const uuid of [ids.started, started]) {
      const { data } = await lambda.GET('/backend/lambda-instances/{uuid}', { params: { path: { uuid } } });
      expect(data!.data).toMatchObject({ name: 'Word count', id: 3, uuid: started });
      expect(data!.data.details.cluster?.master_ip).toBe('203.0.113.33');
    }
  });

  it.each(['999', '0', '999999999999999999', '2b7f3c58-8d24-4e0f-a1f9-7c5e9d3b6a34', 'Word count', '3x', '-1', '3.0'])(
    'answers 404 for %s',
    async (uuid) => {
      const { lambda } = startLambda();
      const { error } = await lambda.GET('/backend/lambda-instances/{uuid}', { params: { path: { uuid } } });
      expect(error).toEqual(notFound);
    },
  );
});

describe('getLambdaInstanceStatus', () => {
  it('tells why an instance has failed', async () => {
    const { lambda } = startLambda();
    const { data } = await lambda.GET('/backend/lambda-instances/{uuid}/status', {
      params: { path: { uuid: ids.failed } },
    });
    expect(data!.data).toEqual({
      name: 'Fraud detection',
      status: 'FAILED',
      failure_message: 'Cyclades VMs out of limit',
      uuid: '4f6a0f4d-51a0-4bb3-9a52-0d4f5b8a7e22',
      id: 2,
    });
  });

  it('has no failure message while nothing failed', async () => {
    const { state } = startLambda();
    expect(await state(ids.started)).toEqual({ status: 'STARTED', failure_message: '' });
  });
});

describe('createLambdaInstance', () => {
  it('builds an instance on the clock', async () => {
    const { create, state, clock } = startLambda();
    const uuid = await create();
    expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(await state(uuid)).toEqual({ status: 'PENDING', failure_message: '' });
    clock.advance(1_999);
    expect(await state(uuid)).toMatchObject({ status: 'PENDING' });
    clock.advance(1);
    expect(await state(uuid)).toEqual({ status: 'STARTED', failure_message: '' });
  });

  it('lists the instance at once, under the next id', async () => {
    const { create, lambda } = startLambda();
    const uuid = await create();
    const { data } = await lambda.GET('/backend/lambda-instances');
    expect(data!.data.at(-1)).toEqual({ uuid, name: 'Tweets', id: 6 });
  });

  it('shows the parameters of the creation as details, and nothing else that was sent', async () => {
    const { create, lambda } = startLambda();
    const extra = { cluster: 'of grapes', note: 'tolerated' };
    const uuid = await create({ ip_allocation: 'all', ...extra });
    const { data } = await lambda.GET('/backend/lambda-instances/{uuid}', { params: { path: { uuid } } });
    expect(data!.data.details).toEqual({ ...newInstance, ip_allocation: 'all' });
  });

  it('takes the same name twice', async () => {
    const { create } = startLambda();
    expect(await create()).not.toBe(await create());
  });

  it('gives the same UUIDs for the same seed', async () => {
    expect(await startLambda({ seed: 7 }).create()).toBe(await startLambda({ seed: 7 }).create());
    expect(await startLambda({ seed: 7 }).create()).not.toBe(await startLambda({ seed: 8 }).create());
  });

  it('ends as FAILED when it was told to', async () => {
    const { create, state, clock, faults } = startLambda();
    faults.add({ operation: 'createLambdaInstance', action: 'fail-transition' });
    const uuid = await create();
    expect(await state(uuid)).toEqual({ status: 'PENDING', failure_message: '' });
    clock.advance(2_000);
    expect(await state(uuid)).toEqual({ status: 'FAILED', failure_message: 'failed by a fault rule' });
  });

  it.each([
    [{ slaves: undefined }, 'slaves is required'],
    [{ slaves: '1' }, 'slaves must be an integer'],
    [{ slaves: 0 }, 'slaves must be at least 1'],
    [{ ip_allocation: 'some' }, 'ip_allocation must be one of none, master, all'],
    [{ instance_name: '' }, 'instance_name must not be empty'],
    [{ instance_name: 'x'.repeat(101) }, 'instance_name must have at most 100 characters'],
  ])('refuses %o and creates nothing', async (changes, message) => {
    const { lambda } = startLambda();
    const body = { ...newInstance, ...changes } as typeof newInstance;
    const { error } = await lambda.POST('/backend/create_lambda_instance', { body });
    expect(error).toEqual(refusal(400, message));
    expect((await lambda.GET('/backend/lambda-instances')).data!.data).toHaveLength(5);
  });
});
