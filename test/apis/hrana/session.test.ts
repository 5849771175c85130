import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HranaDatabase } from '../../../src/apis/hrana/database.ts';
import { createSession, type Session, type SocketExchange } from '../../../src/apis/hrana/session.ts';
import type { ServerMessage, SocketRequest, Version } from '../../../src/apis/hrana/wire.ts';
import { readDocument } from '../../../src/contract/document.ts';
import { Problem } from '../../../src/contract/problem.ts';
import { Schemas } from '../../../src/contract/schemas.ts';
import { lazyValidators } from '../../../src/contract/validators.ts';
import { createClock } from '../../../src/sandbox/clock/clock.ts';
import type { Access, Engine, EngineHost } from '../../../src/sql/engine.ts';
import { createInProcessHost } from '../../../src/sql/local/in-process-host.ts';

const document = readDocument('hrana');
const schemas = new Schemas(
  document,
  lazyValidators(() => document),
);
const checkMessage = schemas.check('/components/schemas/ClientMessage', '');
const checkReply = schemas.check('/components/schemas/ServerMessage', '');

const database: HranaDatabase = {
  id: 'db',
  organization: 'my-org',
  name: 'my-db',
  content: { id: 'content' },
  instance: 'i',
  blocked: undefined,
};
const tokens: Readonly<Record<string, Access>> = { good: 'full', reader: 'read-only' };

let host: EngineHost;
let engine: Engine;
beforeEach(() => {
  host = createInProcessHost();
  engine = host.createEngine({ clock: createClock() });
});
afterEach(() => host.end());

/** A client of a session: it numbers its requests and waits for responses. */
function connect(version: Version = 3) {
  const replies: ServerMessage[] = [];
  const exchanges: SocketExchange[] = [];
  const revoked = new Set<string>();
  let ended: { code: number; reason: string } | undefined;
  const waiting: (() => void)[] = [];
  const wake = (): void => {
    for (const each of waiting.splice(0)) each();
  };
  const session: Session = createSession({
    version,
    checkMessage,
    grant(token) {
      const access = token === null || revoked.has(token) ? undefined : tokens[token];
      if (!access) throw new Problem(401, 'The JWT is invalid', { code: 'AUTH_JWT_INVALID' });
      return { database, access, engine };
    },
    send(message, text) {
      expect(checkReply(message)).toEqual([]);
      // Rows may be in the text alone.
      const whole = JSON.parse(Buffer.from(text).toString()) as ServerMessage;
      expect(checkReply(whole)).toEqual([]);
      replies.push(whole);
      wake();
    },
    end(code, reason) {
      ended = { code, reason };
      wake();
    },
    drop: () => wake(),
    meetFault: () => undefined,
    report: (exchange) => exchanges.push(exchange),
  });
  const change = (): Promise<void> => new Promise((resolve) => void waiting.push(resolve));
  let id = 0;
  const replyTo = async (request: number): Promise<ServerMessage | undefined> => {
    for (;;) {
      const found = replies.find((reply) => 'request_id' in reply && reply.request_id === request);
      if (found || ended) return found;
      await change();
    }
  };
  return {
    session,
    replies,
    exchanges,
    revoked,
    ended: () => ended,
    hello: (jwt: string | null = 'good') => session.receive(JSON.stringify({ type: 'hello', jwt })),
    /** Sends a request at once. */
    ask(request: SocketRequest): Promise<ServerMessage | undefined> {
      const own = id++;
      session.receive(JSON.stringify({ type: 'request', request_id: own, request }));
      return replyTo(own);
    },
  };
}

const select = (stream_id: number, sql: string): SocketRequest => ({ type: 'execute', stream_id, stmt: { sql } });

describe('createSession', () => {
  it('opens a stream, runs a statement and closes the stream', async () => {
    const client = connect();
    client.hello();
    await client.ask({ type: 'open_stream', stream_id: 7 });
    expect(await client.ask(select(7, 'SELECT 1 AS v'))).toMatchObject({
      type: 'response_ok',
      response: { type: 'execute', result: { rows: [[{ type: 'integer', value: '1' }]] } },
    });
    expect(await client.ask({ type: 'close_stream', stream_id: 7 })).toMatchObject({ type: 'response_ok' });
    expect(client.replies[0]).toEqual({ type: 'hello_ok' });
    expect(client.session.pending()).toBe(0);
  });

  it('answers hello_error to a token that is not good, and ends', () => {
    const client = connect();
    client.hello('bad');
    expect(client.replies).toEqual([
      {
        type: 'hello_error',
        error: { message: 'Authentication failed: The JWT is invalid', code: 'AUTH_JWT_INVALID' },
      },
    ]);
    expect(client.ended()).toMatchObject({ code: 1002 });
  });

  it.each([
    ['nonsense', 'Cannot deserialize client message from JSON'],
    ['{"type":"dance"}', 'Cannot deserialize client message from JSON'],
    ['{"type":"request","request_id":1.5,"request":{"type":"open_stream","stream_id":0}}', '/request_id'],
  ])('ends with 1002 at %s', (message, reason) => {
    const client = connect();
    client.hello();
    client.session.receive(message);
    expect(client.ended()).toMatchObject({ code: 1002, reason: expect.stringContaining(reason) as string });
  });

  it.each<[string, Version, SocketRequest]>([
    ['Stream 3 not found', 3, select(3, 'SELECT 1')],
    ['Cursor 3 not found', 3, { type: 'fetch_cursor', cursor_id: 3, max_count: 1 }],
    ['The `sequence` request is only supported in protocol version hrana2', 1, { type: 'sequence', stream_id: 0 }],
    [
      'The `get_autocommit` request is only supported in protocol version hrana3',
      2,
      { type: 'get_autocommit', stream_id: 0 },
    ],
    ['SQL text 9 not found', 2, { type: 'describe', stream_id: 0, sql_id: 9 }],
  ])('ends with 1002: %s', async (reason, version, request) => {
    const client = connect(version);
    client.hello();
    await client.ask({ type: 'open_stream', stream_id: 0 });
    await client.ask(request);
    expect(client.ended()).toMatchObject({ code: 1002, reason: expect.stringContaining(reason) as string });
  });

  it('ends at a request before hello', async () => {
    const client = connect();
    await client.ask({ type: 'open_stream', stream_id: 0 });
    expect(client.ended()?.reason).toBe('Received a request before hello message');
  });

  it('lets a transaction commit while another stream waits to write', async () => {
    const client = connect();
    client.hello();
    await client.ask({ type: 'open_stream', stream_id: 0 });
    await client.ask({ type: 'open_stream', stream_id: 1 });
    await client.ask({ type: 'sequence', stream_id: 0, sql: 'CREATE TABLE t (a); BEGIN IMMEDIATE' });
    const waiting = client.ask(select(1, 'INSERT INTO t VALUES (2)'));
    await client.ask(select(0, 'INSERT INTO t VALUES (1)'));
    await client.ask(select(0, 'COMMIT'));
    expect(await waiting).toMatchObject({ type: 'response_ok' });
  });

  it('runs a stored text that was forgotten after it was named', async () => {
    const client = connect(2);
    client.hello();
    await client.ask({ type: 'open_stream', stream_id: 0 });
    await client.ask({ type: 'store_sql', sql_id: 1, sql: 'SELECT 1' });
    const first = client.ask({ type: 'execute', stream_id: 0, stmt: { sql_id: 1 } });
    const second = client.ask({ type: 'execute', stream_id: 0, stmt: { sql_id: 1 } });
    await client.ask({ type: 'close_sql', sql_id: 1 });
    expect([await first, await second]).toMatchObject([{ type: 'response_ok' }, { type: 'response_ok' }]);
  });

  it('fetches the entries of a cursor in parts', async () => {
    const client = connect();
    client.hello();
    await client.ask({ type: 'open_stream', stream_id: 0 });
    const batch = { steps: [{ stmt: { sql: 'SELECT 1 UNION ALL SELECT 2' } }] };
    await client.ask({ type: 'open_cursor', stream_id: 0, cursor_id: 5, batch });
    const parts: unknown[] = [];
    for (let done = false; !done;) {
      const reply = await client.ask({ type: 'fetch_cursor', cursor_id: 5, max_count: 2 });
      if (reply?.type !== 'response_ok' || reply.response.type !== 'fetch_cursor')
        throw new Error(JSON.stringify(reply));
      parts.push(reply.response.entries.map(({ type }) => type));
      ({ done } = reply.response);
    }
    expect(parts).toEqual([['step_begin', 'row'], ['row', 'step_end'], ['replication_index']]);
    expect(await client.ask({ type: 'close_cursor', cursor_id: 5 })).toMatchObject({ type: 'response_ok' });
  });

  it('says that a cursor has failed to open, until it is closed', async () => {
    const client = connect();
    client.hello();
    await client.ask({ type: 'open_stream', stream_id: 0 });
    const batch = { steps: [{ stmt: { sql: 'selec' } }] };
    expect(await client.ask({ type: 'open_cursor', stream_id: 0, cursor_id: 1, batch })).toMatchObject({
      type: 'response_error',
      error: { code: 'SQL_PARSE_ERROR' },
    });
    expect(await client.ask({ type: 'fetch_cursor', cursor_id: 1, max_count: 1 })).toMatchObject({
      error: { code: 'CURSOR_NOT_OPEN' },
    });
    expect(await client.ask({ type: 'close_cursor', cursor_id: 1 })).toMatchObject({ type: 'response_ok' });
  });

  it('refuses a write with a read-only token, and goes on', async () => {
    const client = connect();
    client.hello('reader');
    await client.ask({ type: 'open_stream', stream_id: 0 });
    expect(await client.ask(select(0, 'CREATE TABLE t (a)'))).toMatchObject({ error: { code: 'AUTH_FORBIDDEN' } });
    expect(await client.ask(select(0, 'SELECT 1'))).toMatchObject({ type: 'response_ok' });
  });

  it('ends its streams when another hello brings other rights', async () => {
    const client = connect();
    client.hello();
    await client.ask({ type: 'open_stream', stream_id: 0 });
    client.hello('reader');
    await client.ask(select(0, 'SELECT 1'));
    expect(client.ended()?.reason).toBe('Stream 0 not found');
  });

  it('refuses a second hello in version 1', () => {
    const client = connect(1);
    client.hello();
    client.hello();
    expect(client.ended()?.reason).toContain('Repeated hello message is only supported');
  });

  it('refuses requests once the token is revoked', async () => {
    const client = connect();
    client.hello();
    await client.ask({ type: 'open_stream', stream_id: 0 });
    client.revoked.add('good');
    expect(await client.ask(select(0, 'SELECT 1'))).toMatchObject({ error: { code: 'AUTH_JWT_INVALID' } });
  });

  it('reports each message with its reply and what it cost', async () => {
    const client = connect();
    client.hello();
    await client.ask({ type: 'open_stream', stream_id: 0 });
    await client.ask({ type: 'sequence', stream_id: 0, sql: 'CREATE TABLE t (a); INSERT INTO t VALUES (1)' });
    client.session.receive('{');
    expect(client.exchanges.map(({ type, refusal }) => [type, refusal !== undefined])).toEqual([
      ['hello', false],
      ['open_stream', false],
      ['sequence', false],
      ['message', true],
    ]);
    expect(client.exchanges[2]!.meter.count()).toBe(2);
    expect(client.exchanges[2]!.meter.rowsWritten()).toBeGreaterThan(0);
  });
});
