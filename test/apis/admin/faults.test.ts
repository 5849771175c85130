import type { AdminSchemas } from 'mockplane/admin';
import { describe, expect, it } from 'vitest';
import { createFetch } from '../../../src/server/fetch.ts';
import { createInstance, createLambdaInstance, dataOf, type Parts, pendingOf, start, statusOf } from './helpers.ts';

const make = async ({ admin }: Parts, body: AdminSchemas['CreateFaultRequest']) =>
  dataOf(await admin.POST('/_mockplane/faults', { body }));

const list = async ({ admin }: Parts) => dataOf(await admin.GET('/_mockplane/faults')).faults;

const createDatabase = ({ turso }: Parts, name = 'new-db') =>
  turso.POST('/v1/organizations/{org_slug}/databases', { params: { path: { org_slug: 'my-org' } }, body: { name } });

const locations = ({ turso }: Parts, headers: Record<string, string> = {}) => turso.GET('/v1/locations', { headers });

/** Which of two hundred requests a rule hits: `..x.`. */
async function hits(seed: number): Promise<string> {
  const parts = start();
  await make(parts, { operation: '*', action: 'respond', status: 401, probability: 0.25, seed });
  const answers = [];
  for (let index = 0; index < 200; index++) answers.push((await locations(parts)).status === 401 ? 'x' : '.');
  return answers.join('');
}

describe('createFault', () => {
  it('shows the rule with what was left out', async () => {
    const parts = start();
    expect(await make(parts, { operation: 'createDatabase', action: 'drop' })).toEqual({
      id: 1,
      operation: 'createDatabase',
      action: 'drop',
      probability: 1,
      seed: 1,
      fired: 0,
      matched: 0,
    });
  });

  it('answers with a documented error so often, and the request is not carried out', async () => {
    const parts = start();
    await make(parts, { operation: 'createDatabase', action: 'respond', status: 409, example: 'name-taken', count: 1 });
    const first = await createDatabase(parts);
    expect(first).toMatchObject({ status: 409, error: { error: 'database with name my-db already exists' } });
    expect(first.response.headers.get('mockplane-answer')).toBe('fault 1');
    expect(await createDatabase(parts)).toMatchObject({ status: 200 });
    expect(await list(parts)).toMatchObject([{ count: 0, fired: 1 }]);
  });

  it('answers with the first example where none is named', async () => {
    const parts = start();
    await make(parts, { operation: 'createDatabase', action: 'respond', status: 402 });
    expect(await createDatabase(parts)).toMatchObject({ status: 402, error: { error: expect.any(String) } });
  });

  it('drops the connection', async () => {
    const parts = start();
    await make(parts, { operation: 'createDatabase', action: 'drop', count: 1 });
    await expect(createDatabase(parts)).rejects.toThrow(TypeError);
    expect(await createDatabase(parts)).toMatchObject({ status: 200 });
  });

  it('delays by the clock, then carries out the request', async () => {
    const parts = start();
    await make(parts, { operation: 'createDatabase', action: 'delay', delayMilliseconds: 1500 });
    let isAnswered = false;
    const answer = createDatabase(parts).finally(() => (isAnswered = true));
    // It waits by the time another request is answered.
    await locations(parts);
    await parts.admin.POST('/_mockplane/clock/advance', { body: { by: '1499ms' } });
    await locations(parts);
    expect(isAnswered).toBe(false);
    await parts.admin.POST('/_mockplane/clock/advance', { body: { by: '1ms' } });
    expect(await answer).toMatchObject({ status: 200 });
  });

  it('delays before it responds, and still does when the rule is deleted', async () => {
    const parts = start();
    const fault = { operation: 'listLocations', action: 'respond', status: 401, delayMilliseconds: 10 } as const;
    await make(parts, fault);
    const answer = locations(parts);
    await createDatabase(parts);
    await parts.admin.DELETE('/_mockplane/faults');
    await parts.admin.POST('/_mockplane/clock/advance', { body: { by: '1s' } });
    expect(await answer).toMatchObject({ status: 401 });
  });

  it('lets an instance fail later on', async () => {
    const parts = start();
    await make(parts, { operation: 'createDatabaseInstance', action: 'fail-transition', count: 1 });
    const [failing, ready] = [await createInstance(parts), await createInstance(parts)];
    expect((await pendingOf(parts)).map(({ resource, to }) => [resource, to])).toEqual([
      [`my-org/staging-db/${failing}`, 'failed'],
      [`my-org/staging-db/${ready}`, 'ready'],
    ]);
  });

  it('lets a lambda instance fail, with a message that says so and holds no id', async () => {
    const parts = start({ transitions: 'immediate' });
    await make(parts, { operation: 'createLambdaInstance', action: 'fail-transition' });
    const uuid = await createLambdaInstance(parts);
    expect(await statusOf(parts, uuid)).toEqual({ status: 'FAILED', failure_message: 'failed by a fault rule' });
  });

  it('tries the rules in their order; the first that fires decides', async () => {
    const parts = start();
    await make(parts, { operation: 'listLocations', action: 'respond', status: 401, count: 1 });
    await make(parts, { operation: '*', action: 'drop' });
    expect(await locations(parts)).toMatchObject({ status: 401 });
    await expect(locations(parts)).rejects.toThrow(TypeError);
    expect(await list(parts)).toMatchObject([{ fired: 1 }, { fired: 1 }]);
  });

  it('for all operations passes over those in which it could do nothing', async () => {
    const parts = start();
    await make(parts, { operation: '*', action: 'fail-transition', count: 1 });
    await make(parts, { operation: '*', action: 'respond', status: 409, example: 'name-taken' });
    await make(parts, { operation: '*', action: 'respond', status: 503 });
    expect(await locations(parts)).toMatchObject({ status: 200 });
    expect(await createDatabase(parts)).toMatchObject({ status: 409 });
    await createInstance(parts);
    expect((await list(parts)).map(({ fired }) => fired)).toEqual([1, 1, 0]);
    expect(await pendingOf(parts)).toMatchObject([{ to: 'failed' }]);
  });

  it('never touches the admin API, nor a request that asks for an example', async () => {
    const parts = start();
    await make(parts, { operation: '*', action: 'drop' });
    expect(await parts.admin.GET('/_mockplane/health')).toMatchObject({ status: 200 });
    expect(await locations(parts, { prefer: 'code=401' })).toMatchObject({ status: 401 });
    expect(await list(parts)).toMatchObject([{ fired: 0 }]);
  });

  it('does not fire on a request without a token, or one that is not valid', async () => {
    const parts = start();
    await make(parts, { operation: '*', action: 'drop' });
    expect(await parts.fetch('/v1/locations')).toMatchObject({ status: 401 });
    expect(await createDatabase(parts, 'No Name')).toMatchObject({ status: 400 });
    expect(await list(parts)).toMatchObject([{ fired: 0 }]);
  });

  it('fires as often as its probability has it, on the same requests with the same seed', async () => {
    const [one, same, other] = [await hits(7), await hits(7), await hits(8)];
    expect(one).toBe(same);
    expect(one).not.toBe(other);
    const count = one.match(/x/g)!.length;
    expect(count).toBeGreaterThan(25);
    expect(count).toBeLessThan(75);
  });

  it('with probability 0 never fires', async () => {
    const parts = start();
    await make(parts, { operation: '*', action: 'drop', probability: 0 });
    for (let index = 0; index < 50; index++) expect(await locations(parts)).toMatchObject({ status: 200 });
  });

  it('fires only on requests with the path values, the query and the body that it names', async () => {
    const parts = start();
    const turso = (path: string, method = 'GET', body?: unknown) =>
      parts.fetch(`/v1/organizations/my-org/databases${path}`, {
        method,
        headers: { authorization: 'Bearer mockplane-token' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    await make(parts, {
      operation: 'getDatabase',
      match: { path: { db_name: 'my-db' } },
      action: 'respond',
      status: 404,
    });
    await make(parts, {
      operation: 'createDatabaseInstance',
      match: { body: { location: 'nrt', options: { size: 2 } } },
      action: 'respond',
      status: 503,
    });
    await make(parts, {
      operation: 'createDatabaseToken',
      match: { query: { authorization: 'read-only' } },
      action: 'respond',
      status: 404,
    });
    expect((await turso('/my-db')).status).toBe(404);
    expect((await turso('/staging-db')).status).toBe(200);
    const instances = '/staging-db/instances';
    const more = { location: 'nrt', options: { size: 2, colour: 'red' } };
    expect((await turso(instances, 'POST', more)).status).toBe(503);
    expect((await turso(instances, 'POST', { location: 'nrt', options: { size: 3 } })).status).toBe(200);
    expect((await turso('/my-db/auth/tokens?authorization=read-only', 'POST')).status).toBe(404);
    expect((await turso('/my-db/auth/tokens?authorization=full-access', 'POST')).status).toBe(200);
    expect((await turso('/my-db/auth/tokens', 'POST')).status).toBe(200);
    expect((await list(parts)).map(({ fired, matched }) => [fired, matched])).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
  });

  it.each(['db_name', 'databaseName'])('matches requests to both editions by the name %s', async (name) => {
    const parts = start();
    await make(parts, {
      operation: 'getDatabase',
      match: { path: { [name]: 'my-db' } },
      action: 'respond',
      status: 404,
    });
    // The helper's fetch holds responses to the edition of 2023.
    const fetch = createFetch(parts.assembled.pipeline, parts.assembled.policy);
    const headers = { authorization: 'Bearer mockplane-token' };
    const statusAt = async (path: string) => (await fetch(path, { headers })).status;
    for (const edition of ['2023', '2026']) {
      const databases = `/${edition}/v1/organizations/my-org/databases`;
      expect([await statusAt(`${databases}/my-db`), await statusAt(`${databases}/staging-db`)]).toEqual([404, 200]);
    }
  });

  it('lets the first requests pass, then fires, and counts both', async () => {
    const parts = start();
    await make(parts, { operation: 'listLocations', action: 'respond', status: 401, skip: 2, count: 1 });
    const statuses = [];
    for (let index = 0; index < 4; index++) statuses.push((await locations(parts)).status);
    expect(statuses).toEqual([200, 200, 401, 200]);
    expect(await list(parts)).toMatchObject([{ skip: 0, count: 0, fired: 1, matched: 4 }]);
  });

  it('answers with a documented body and headers of its own', async () => {
    const parts = start();
    await make(parts, {
      operation: 'createDatabase',
      action: 'respond',
      status: 409,
      body: { error: 'try again' },
      headers: { 'Retry-After': '30' },
    });
    const { status, error, response } = await createDatabase(parts);
    expect({ status, error }).toEqual({ status: 409, error: { error: 'try again' } });
    expect(response.headers.get('retry-after')).toBe('30');
    expect(await list(parts)).toMatchObject([{ body: { error: 'try again' }, headers: { 'retry-after': '30' } }]);
  });

  it('works on examples too', async () => {
    const parts = start({ stateless: true });
    await make(parts, { operation: 'listLocations', action: 'respond', status: 401, count: 1 });
    await make(parts, { operation: 'createDatabaseInstance', action: 'fail-transition' });
    expect(await locations(parts)).toMatchObject({ status: 401 });
    expect(await createInstance(parts)).toBe('my-instance');
  });

  it.each([
    [{ operation: '*', action: 'respond', status: 409, example: 'no-such-example' }, '/body/example'],
    [{ operation: '*', action: 'drop', example: 'name-taken' }, '/body/example'],
    [{ operation: 'getHealth', action: 'drop' }, '/body/operation'],
    [{ operation: 'listLocations', action: 'delay' }, '/body/delayMilliseconds'],
    [{ operation: 'listLocations', action: 'delay', delayMilliseconds: 600_001 }, '/body/delayMilliseconds'],
    [{ operation: 'listLocations', action: 'drop', probability: 1.5 }, '/body/probability'],
    [{ operation: 'listLocations', action: 'drop', count: 0 }, '/body/count'],
    [{ operation: 'updateDatabase', action: 'respond', status: 200, example: 'updated' }, '/body/example'],
    [{ operation: 'updateDatabase', action: 'respond', status: 200, body: {} }, '/body/body'],
    [{ operation: 'createDatabase', action: 'respond', status: 409, body: { message: 'x' } }, '/body/body/error'],
    [{ operation: '*', action: 'respond', status: 409, body: { error: 'x' } }, '/body/body'],
    [
      { operation: 'createDatabase', action: 'respond', status: 409, example: 'name-taken', body: { error: 'x' } },
      '/body/example',
    ],
    [{ operation: 'createDatabase', action: 'drop', headers: { 'retry-after': '1' } }, '/body/headers'],
    [
      { operation: 'createDatabase', action: 'respond', status: 409, headers: { 'Content-Length': '1' } },
      '/body/headers/Content-Length',
    ],
    [
      { operation: 'createDatabase', action: 'respond', status: 409, headers: { 'retry-after': '1\r\nx: y' } },
      '/body/headers/retry-after',
    ],
    [{ operation: 'getDatabase', match: { path: { name: 'x' } }, action: 'drop' }, '/body/match/path/name'],
    [{ operation: '*', match: { query: { colour: 'x' } }, action: 'drop' }, '/body/match/query/colour'],
  ])('refuses %j', async (body, pointer) => {
    const parts = start();
    const { status, error } = await parts.admin.POST('/_mockplane/faults', {
      body: body as AdminSchemas['CreateFaultRequest'],
    });
    expect({ status, pointers: error?.violations?.map((each) => each.pointer) }).toEqual({
      status: 400,
      pointers: [pointer],
    });
    expect(await list(parts)).toEqual([]);
  });

  it('does not guess an operation that is nothing like what was asked for', async () => {
    const parts = start();
    const { error } = await parts.admin.POST('/_mockplane/faults', {
      body: { operation: 'zzz', action: 'drop' },
    });
    expect(error!.detail).toBe('there is no operation zzz; see /docs/ for the list');
  });
});

describe('deleteFault', () => {
  it('shows the rule for the last time', async () => {
    const parts = start();
    await make(parts, { operation: '*', action: 'drop' });
    const { id } = await make(parts, { operation: 'listLocations', action: 'respond', status: 401 });
    const path = { params: { path: { faultId: id } } };
    expect(dataOf(await parts.admin.DELETE('/_mockplane/faults/{faultId}', path))).toMatchObject({ id, status: 401 });
    expect(await list(parts)).toMatchObject([{ id: 1 }]);
    expect(await parts.admin.DELETE('/_mockplane/faults/{faultId}', path)).toMatchObject({ status: 404 });
  });
});

describe('deleteFaults', () => {
  it('ends all rules, and uses no id again', async () => {
    const parts = start();
    await make(parts, { operation: '*', action: 'drop' });
    await make(parts, { operation: '*', action: 'drop' });
    expect(dataOf(await parts.admin.DELETE('/_mockplane/faults'))).toEqual({ deleted: 2 });
    expect(await locations(parts)).toMatchObject({ status: 200 });
    expect(await make(parts, { operation: '*', action: 'drop' })).toMatchObject({ id: 3 });
  });

  it('begins the ids anew with a reset', async () => {
    const parts = start();
    await make(parts, { operation: '*', action: 'drop' });
    await parts.admin.POST('/_mockplane/reset');
    expect(await make(parts, { operation: '*', action: 'drop' })).toMatchObject({ id: 1 });
  });
});

describe('a request that fault rules matched', () => {
  it('names them in its header, in the journal and in its trail, also those that did not fire', async () => {
    const parts = start({ transitions: 'manual' });
    await make(parts, { operation: '*', action: 'drop', probability: 0 });
    await make(parts, { operation: 'createDatabase', action: 'drop', skip: 2 });
    await make(parts, { operation: 'createDatabase', action: 'delay', delayMilliseconds: 20 });
    const answer = createDatabase(parts);
    await locations(parts);
    await parts.admin.POST('/_mockplane/clock/advance', { body: { by: '20ms' } });
    const { response, status } = await answer;
    expect(status).toBe(200);
    expect(response.headers.get('mockplane-answer')).toBe('sandbox');
    expect(response.headers.get('mockplane-fault')).toBe(
      '1;action=drop;fired=?0, 2;action=drop;fired=?0, 3;action=delay;delay=20',
    );
    const { exchanges } = dataOf(await parts.admin.GET('/_mockplane/exchanges'));
    const { id, faults } = exchanges.find(({ operation }) => operation === 'createDatabase')!;
    expect(faults).toEqual([
      { id: 1, action: 'drop', fired: false, reason: 'its probability is 0' },
      { id: 2, action: 'drop', fired: false, reason: 'it skips this request and 1 more' },
      { id: 3, action: 'delay', fired: true, delayMilliseconds: 20 },
    ]);
    const path = { params: { path: { exchangeId: id } } };
    const { trail } = dataOf(await parts.admin.GET('/_mockplane/exchanges/{exchangeId}', path));
    expect(trail.find(({ step }) => step === 'answer')?.detail).toBe(
      'sandbox; fault 1 matched and did not fire: its probability is 0; fault 2 matched and did not fire: it skips this request and 1 more; fault 3 delayed it by 20 ms',
    );
  });

  it('names a rule that makes its transition fail', async () => {
    const parts = start();
    await make(parts, { operation: 'createLambdaInstance', action: 'fail-transition' });
    await createLambdaInstance(parts);
    const { exchanges } = dataOf(await parts.admin.GET('/_mockplane/exchanges'));
    expect(exchanges).toMatchObject([
      { answeredBy: 'sandbox', faults: [{ id: 1, action: 'fail-transition', fired: true }] },
    ]);
  });

  it('names a delay also when the sandbox refuses the request after it', async () => {
    const parts = start();
    await make(parts, { operation: 'createDatabase', action: 'delay', delayMilliseconds: 0 });
    const { status, response } = await createDatabase(parts, 'my-db');
    expect(status).toBe(409);
    expect(response.headers.get('mockplane-fault')).toBe('1;action=delay;delay=0');
  });

  it('names none where none matched', async () => {
    const parts = start();
    await make(parts, { operation: 'createDatabase', action: 'drop' });
    const { response } = await locations(parts);
    expect(response.headers.has('mockplane-fault')).toBe(false);
    expect(dataOf(await parts.admin.GET('/_mockplane/exchanges')).exchanges[0]).not.toHaveProperty('faults');
  });
});
