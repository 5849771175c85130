import { once } from 'node:events';
import { connect } from 'node:net';
import { startMockplane } from 'mockplane';
import { createTursoClient } from 'mockplane/turso';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

type Mockplane = Awaited<ReturnType<typeof startMockplane>>;
let mockplane: Mockplane;
let token: string;

beforeAll(async () => {
  mockplane = await startMockplane({ port: 0 });
  token = await mint();
});
afterAll(() => mockplane.close());

const path = { org_slug: 'my-org', db_name: 'my-db' };

async function mint(): Promise<string> {
  const { data } = await createTursoClient({ baseUrl: mockplane.url }).POST(
    '/v1/organizations/{org_slug}/databases/{db_name}/auth/tokens',
    { params: { path } },
  );
  return data!.jwt;
}

/** A client that sends messages and collects replies. */
async function open(target: string, protocols: string[] = ['hrana2'], url = mockplane.url) {
  const socket = new WebSocket(url.replace('http', 'ws') + target, protocols);
  const replies: { type: string; request_id?: number; response?: unknown; error?: { message: string } }[] = [];
  socket.addEventListener('message', ({ data }) => void replies.push(JSON.parse(String(data)) as never));
  const closed = once(socket, 'close') as Promise<[CloseEvent]>;
  await Promise.race([once(socket, 'open'), closed]);
  const send = (message: unknown): void => socket.send(JSON.stringify(message));
  return {
    socket,
    replies,
    closed: closed.then(([{ code, reason }]) => ({ code, reason })),
    send,
    hello: (jwt: string | null = token) => send({ type: 'hello', jwt }),
    ask: (request_id: number, request: object) => send({ type: 'request', request_id, request }),
    async reply(count: number) {
      await expect.poll(() => replies.length, { timeout: 30_000 }).toBeGreaterThanOrEqual(count);
      return replies[count - 1]!;
    },
  };
}

const select = (stream_id: number, sql: string) => ({ type: 'execute', stream_id, stmt: { sql } });

describe('a WebSocket', () => {
  it.each(['/_db/my-org/my-db/', '/_db/my-org/my-db', '/_db/my-org/', '/'])(
    'at %s reaches the database',
    async (target) => {
      const client = await open(target);
      client.hello();
      client.ask(0, { type: 'open_stream', stream_id: 0 });
      client.ask(1, select(0, 'SELECT count(*) FROM post'));
      expect(await client.reply(3)).toMatchObject({
        type: 'response_ok',
        response: { result: { rows: [[{ type: 'integer', value: '2' }]] } },
      });
      client.socket.close();
    },
  );

  it.each([
    [['hrana1', 'hrana3'], 'hrana3'],
    [['hrana2'], 'hrana2'],
    [[], ''],
  ])('that offers %j speaks %j', async (offered, spoken) => {
    const client = await open('/_db/my-org/my-db/', offered);
    expect(client.socket.protocol).toBe(spoken);
    client.hello();
    expect(await client.reply(1)).toEqual({ type: 'hello_ok' });
    client.socket.close();
  });

  it('with a token that is not good is told so, and ended', async () => {
    const client = await open('/_db/my-org/my-db/');
    client.hello('abc');
    expect(await client.reply(1)).toMatchObject({ type: 'hello_error', error: { code: 'AUTH_JWT_INVALID' } });
    expect(await client.closed).toMatchObject({ code: 1002 });
  });

  it('to no database is told so', async () => {
    const client = await open('/_db/my-org/no-such-database/');
    client.hello();
    expect(await client.reply(1)).toMatchObject({ type: 'hello_error', error: { code: 'DATABASE_UNAVAILABLE' } });
  });

  it('is ended with 1003 at a binary message', async () => {
    const client = await open('/_db/my-org/my-db/');
    client.socket.send(new Uint8Array([1, 2]));
    expect(await client.closed).toMatchObject({ code: 1003 });
  });

  it('is ended with 1001 when the keys of its database are rotated', async () => {
    const client = await open('/_db/my-org/my-db/');
    client.hello();
    await client.reply(1);
    await createTursoClient({ baseUrl: mockplane.url }).POST(
      '/v1/organizations/{org_slug}/databases/{db_name}/auth/rotate',
      { params: { path } },
    );
    expect(await client.closed).toMatchObject({ code: 1001 });
    token = await mint();
  });

  it('answers three thousand requests that come at once, in the order of a stream', async () => {
    const client = await open('/_db/my-org/my-db/');
    client.hello();
    client.ask(0, { type: 'open_stream', stream_id: 0 });
    const last = 3_000;
    for (let id = 1; id <= last; id++) client.ask(id, select(0, 'SELECT 1'));
    await client.reply(last + 2);
    expect(client.replies.slice(1).map(({ request_id }) => request_id)).toEqual([...Array(last + 1).keys()]);
    client.socket.close();
  }, 60_000);

  it('leaves the lock of a transaction when its client goes', async () => {
    const client = await open('/_db/my-org/my-db/');
    client.hello();
    client.ask(0, { type: 'open_stream', stream_id: 0 });
    client.ask(1, select(0, 'BEGIN IMMEDIATE'));
    await client.reply(3);
    client.socket.close();
    await client.closed;
    const response = await fetch(`${mockplane.url}/_db/my-org/my-db/v2/pipeline`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ requests: [{ type: 'sequence', sql: 'DELETE FROM tag' }, { type: 'close' }] }),
    });
    expect(await response.json()).toMatchObject({ results: [{ type: 'ok' }, { type: 'ok' }] });
  });

  it('is ended with 1001 when the server closes, after the reply to its last request', async () => {
    const own = await startMockplane({ port: 0 });
    const { data } = await createTursoClient({ baseUrl: own.url }).POST(
      '/v1/organizations/{org_slug}/databases/{db_name}/auth/tokens',
      { params: { path } },
    );
    const client = await open('/_db/my-org/my-db/', ['hrana2'], own.url);
    client.hello(data!.jwt);
    client.ask(0, { type: 'open_stream', stream_id: 0 });
    await client.reply(2);
    const long = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300000) SELECT count(*) FROM n';
    client.ask(1, select(0, long));
    // The server has read the request when it answers one that was sent after it.
    await fetch(`${own.url}/_mockplane/health`);
    const closing = own.close();
    expect(await client.closed).toMatchObject({ code: 1001, reason: 'the server closes' });
    expect(client.replies[2]).toMatchObject({ type: 'response_ok', request_id: 1 });
    await closing;
  });

  it('stands in the journal message by message, without the token', async () => {
    const client = await open('/_db/my-org/my-db/');
    client.hello();
    client.ask(0, { type: 'open_stream', stream_id: 0 });
    client.ask(1, select(0, 'SELECT 1'));
    await client.reply(3);
    client.socket.close();
    const { data } = await mockplane.admin.GET('/_mockplane/exchanges', { params: { query: { limit: 3 } } });
    expect(data!.exchanges.map(({ method, target, status }) => [method, target, status])).toEqual([
      ['WS', '/_db/my-org/my-db/#hello', 200],
      ['WS', '/_db/my-org/my-db/#open_stream', 200],
      ['WS', '/_db/my-org/my-db/#execute', 200],
    ]);
    expect(JSON.stringify(data)).not.toContain(token);
  });
});

const upgrade = async (target: string, protocol: string): Promise<string> => {
  const { port } = new URL(mockplane.url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(
    `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: ${protocol}\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  const [first] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return first.toString().split('\r\n', 1)[0]!;
};

describe('an upgrade', () => {
  it.each([
    ['/_db/my-org/my-db/', 'websocket', 'HTTP/1.1 101 Switching Protocols'],
    ['/v1/organizations', 'websocket', 'HTTP/1.1 401 Unauthorized'],
    ['/_db/my-org/my-db/v2', 'h2c', 'HTTP/1.1 200 OK'],
  ])('at %s to %s is answered with %s', async (target, protocol, status) => {
    expect(await upgrade(target, protocol)).toBe(status);
  });
});

describe('a server that closes', () => {
  it('ends its WebSockets with 1001', async () => {
    const other = await startMockplane({ port: 0 });
    const socket = new WebSocket(`${other.url.replace('http', 'ws')}/_db/my-org/my-db/`, ['hrana2']);
    const closed = once(socket, 'close') as Promise<[CloseEvent]>;
    await once(socket, 'open');
    await other.close();
    expect((await closed)[0].code).toBe(1001);
  });
});
