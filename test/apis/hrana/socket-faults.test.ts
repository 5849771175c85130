import { once } from 'node:events';
import type { AdminSchemas } from 'mockplane/admin';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTursoClient } from '../../../src/client/turso.ts';
import { type RunningMockplane, startMockplane } from '../../../src/index.ts';

type Rule = AdminSchemas['CreateFaultRequest'];
type Reply = { readonly type: string; readonly request_id?: number; readonly error?: object };

let mockplane: RunningMockplane;
let token: string;

beforeEach(async () => {
  mockplane = await startMockplane({ port: 0, clock: { running: false } });
  const { data } = await createTursoClient({ baseUrl: mockplane.url }).POST(
    '/v1/organizations/{org_slug}/databases/{db_name}/auth/tokens',
    { params: { path: { org_slug: 'my-org', db_name: 'my-db' } } },
  );
  token = data!.jwt;
});
afterEach(() => mockplane.close());

/** A client with one open stream. Its ids go on from 1. */
async function connect(protocol = 'hrana2') {
  const socket = new WebSocket(`${mockplane.url.replace('http', 'ws')}/_db/my-org/my-db/`, [protocol]);
  const replies = new Map<number, Reply>();
  socket.addEventListener('message', ({ data }) => {
    const reply = JSON.parse(String(data)) as Reply;
    if (reply.request_id !== undefined) replies.set(reply.request_id, reply);
  });
  const closed = once(socket, 'close') as Promise<[CloseEvent]>;
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'hello', jwt: token }));
  let last = 0;
  const send = (request: object): number => {
    socket.send(JSON.stringify({ type: 'request', request_id: ++last, request }));
    return last;
  };
  const ask = async (request: object): Promise<Reply> => {
    const id = send(request);
    await expect.poll(() => replies.has(id), { timeout: 30_000 }).toBe(true);
    return replies.get(id)!;
  };
  await ask({ type: 'open_stream', stream_id: 0 });
  return { replies, send, ask, closed: closed.then(([{ code }]) => code) };
}

async function add(body: Rule): Promise<number> {
  const { status, data, error } = await mockplane.admin.POST('/_mockplane/faults', { body });
  if (status !== 201) throw new Error(`the rule was refused with ${status}: ${JSON.stringify(error)}`);
  return data.id;
}

const select = { type: 'execute', stream_id: 0, stmt: { sql: 'SELECT 1' } };
const insert = { type: 'execute', stream_id: 0, stmt: { sql: "INSERT INTO tag VALUES (1, 'new')" } };
const latest = async () =>
  (await mockplane.admin.GET('/_mockplane/exchanges', { params: { query: { limit: 1 } } })).data!.exchanges[0]!;
const tags = async (): Promise<unknown> => {
  const response = await fetch(`${mockplane.url}/_db/my-org/my-db/v2/pipeline`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({
      requests: [{ type: 'execute', stmt: { sql: "SELECT count(*) FROM tag WHERE name = 'new'" } }, { type: 'close' }],
    }),
  });
  return (await response.json()).results[0].response.result.rows[0][0].value;
};

describe('a fault rule', () => {
  it.each(['executePipeline', 'executePipelineV3', 'sql', '*'] as const)(
    'for %s answers a request over a WebSocket with its error, and nothing is run',
    async (operation) => {
      for (const protocol of ['hrana2', 'hrana3']) {
        await mockplane.admin.DELETE('/_mockplane/faults');
        await add({ operation, action: 'respond', status: 503, count: 1 });
        const client = await connect(protocol);
        expect(await client.ask(insert)).toMatchObject({
          type: 'response_error',
          error: { message: expect.stringContaining('is being provisioned'), code: 'DATABASE_UNAVAILABLE' },
        });
        expect(await client.ask(select)).toMatchObject({ type: 'response_ok' });
      }
      expect(await tags()).toBe('0');
    },
  );

  it('answers with the error of the SQL in an example of 200', async () => {
    await add({ operation: 'executePipeline', action: 'respond', status: 200, example: 'busy', count: 1 });
    const client = await connect('hrana3');
    expect(await client.ask(select)).toMatchObject({ type: 'response_error', error: { code: 'SQLITE_BUSY' } });
  });

  it.each([
    [401, undefined, 'AUTH_FAILED'],
    [403, undefined, 'AUTH_FORBIDDEN'],
    [503, { error: 'gone' }, 'DATABASE_UNAVAILABLE'],
    [400, { message: 'gone', code: 'STREAM_EXPIRED' }, 'STREAM_EXPIRED'],
  ])('of status %i with the body %j answers by the code %s', async (status, body, code) => {
    await add({ operation: 'executePipeline', action: 'respond', status, ...(body && { body }) });
    const client = await connect();
    expect(await client.ask(select)).toMatchObject({
      type: 'response_error',
      error: { code, ...(body && { message: 'gone' }) },
    });
  });

  it('answers with the result of its own type in a body', async () => {
    const counts = { affected_row_count: 7, rows_read: 0, rows_written: 7, query_duration_ms: 1 };
    const result = { cols: [], rows: [], last_insert_rowid: null, ...counts };
    const body = {
      baton: null,
      base_url: null,
      results: [{ type: 'ok', response: { type: 'execute', result } }],
    };
    await add({ operation: 'executePipeline', action: 'respond', status: 200, body });
    const client = await connect();
    expect(await client.ask(insert)).toMatchObject({ type: 'response_ok', response: { type: 'execute', result } });
    expect(await client.ask({ type: 'sequence', stream_id: 0, sql: 'SELECT 1' })).toMatchObject({
      type: 'response_error',
      error: { message: expect.stringContaining('no result of the type sequence') },
    });
  });

  it('drops the connection without a close frame', async () => {
    const id = await add({ operation: '*', action: 'drop' });
    const client = await connect();
    client.send(insert);
    expect(await client.closed).toBe(1006);
    expect(await latest()).toMatchObject({ status: 0, answeredBy: `fault ${id}` });
    await mockplane.admin.DELETE('/_mockplane/faults');
    expect(await tags()).toBe('0');
  });

  it('delays a request, and those of its stream after it, on the clock', async () => {
    await add({ operation: '*', action: 'delay', delayMilliseconds: 60_000, count: 1 });
    const client = await connect('hrana3');
    const first = client.send(insert);
    const second = client.send({ type: 'close_stream', stream_id: 0 });
    await client.ask({ type: 'open_stream', stream_id: 1 });
    await client.ask({ ...select, stream_id: 1 });
    expect(client.replies.has(first) || client.replies.has(second)).toBe(false);
    await mockplane.admin.POST('/_mockplane/clock/advance', { body: { by: '60s' } });
    await expect.poll(() => client.replies.has(second), { timeout: 30_000 }).toBe(true);
    expect(client.replies.get(first)).toMatchObject({ type: 'response_ok' });
    expect(await tags()).toBe('1');
  });

  it('does not keep the server from closing while it delays a request', async () => {
    await add({ operation: '*', action: 'delay', delayMilliseconds: 60_000 });
    const client = await connect();
    client.send(insert);
    await expect.poll(async () => (await mockplane.admin.GET('/_mockplane/faults')).data?.faults[0]?.fired).toBe(1);
    await mockplane.close();
    expect(await client.closed).toBe(1006);
  });

  it('counts requests that run SQL, and no others', async () => {
    await add({ operation: '*', action: 'respond', status: 503, skip: 1, count: 1 });
    const client = await connect('hrana3');
    for (const request of [
      { type: 'open_stream', stream_id: 1 },
      { type: 'store_sql', sql_id: 1, sql: 'SELECT 1' },
      { type: 'get_autocommit', stream_id: 1 },
      select,
      { type: 'close_stream', stream_id: 1 },
    ]) {
      expect(await client.ask(request)).toMatchObject({ type: 'response_ok' });
    }
    const batch = { steps: [{ stmt: { sql: 'SELECT 1' } }] };
    expect(await client.ask({ type: 'open_cursor', stream_id: 0, cursor_id: 0, batch })).toMatchObject({
      type: 'response_error',
    });
    expect(await client.ask(select)).toMatchObject({ type: 'response_ok' });
    const { data } = await mockplane.admin.GET('/_mockplane/faults');
    expect(data!.faults).toMatchObject([{ matched: 3, fired: 1, count: 0 }]);
    expect((await latest()).faults).toEqual([{ id: 1, action: 'respond', fired: false, reason: 'it is spent' }]);
  });

  it('is limited to a database and to a statement by match', async () => {
    await add({
      operation: 'executePipelineV3',
      action: 'respond',
      status: 503,
      match: { path: { db_name: 'edge-db' } },
    });
    const requests = [{ type: 'execute', stmt: { sql: 'SELECT 1' } }];
    await add({ operation: 'executePipeline', action: 'respond', status: 503, match: { body: { requests } } });
    const client = await connect();
    expect(await client.ask(insert)).toMatchObject({ type: 'response_ok' });
    expect(await client.ask(select)).toMatchObject({ type: 'response_error' });
  });

  it('for another operation leaves a request alone', async () => {
    await add({ operation: 'executeStatement', action: 'respond', status: 503 });
    const client = await connect();
    expect(await client.ask(select)).toMatchObject({ type: 'response_ok' });
  });
});
