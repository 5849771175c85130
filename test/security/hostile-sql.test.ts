import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningCli, startCli } from '../helpers/cli.ts';
import { type Databases, databasesOf } from '../helpers/databases.ts';
import { residentBytes } from '../helpers/memory.ts';
import { send } from '../helpers/raw.ts';
import { bearer } from '../helpers/server.ts';

/** Far above what a server needs, and far below what one that keeps all it is sent would hold. */
const bound = 600 * 1_048_576;

const endless = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)';
const thousand = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 1000)';

let server: RunningCli;
let databases: Databases;
let jwt: string;
beforeAll(async () => {
  server = await startCli(['--port', '0', '--quiet', '--transitions', 'immediate']);
  databases = databasesOf(server.url);
  jwt = await databases.mint('my-db');
});
afterAll(async () => {
  server.signal('SIGTERM');
  await server.ended;
});

const execute = (sql: string) => ({ requests: [{ type: 'execute', stmt: { sql } }] });

const nested = (depth: number): object =>
  depth === 0 ? { type: 'ok', step: 0 } : { type: 'not', cond: nested(depth - 1) };
const steps = (count: number) => Array.from({ length: count }, () => ({ stmt: { sql: 'SELECT 1' } }));
const batch = (all: object[]) => ({ requests: [{ type: 'batch', batch: { steps: all } }] });

/** The control plane answers, and so does a database. */
async function othersAreServed(): Promise<void> {
  expect((await send(server.url, 'GET /v1/locations', [bearer])).status).toBe(200);
  expect(await databases.query('my-db', jwt, 'SELECT count(*) FROM post')).toEqual([['2']]);
}

describe('a statement that runs away', () => {
  it.each([
    ['a recursion without an end', `${endless} SELECT count(*) FROM c`],
    ['joins of all with all', 'SELECT count(*) FROM n a, n b, n c, n d'],
    ['a trigger that works without an end', 'INSERT INTO trap VALUES (1)'],
    ['an update of each row by all', 'UPDATE n SET x = (SELECT count(*) FROM n a, n b, n c)'],
  ])('is ended and does nothing, and nobody else waits for it: %s', async (title, sql) => {
    const name = title.replaceAll(' ', '-').slice(0, 26).replace(/-$/, '');
    const token = await databases.create(name);
    await databases.ask(name, 'v2/pipeline', token, {
      requests: [
        {
          type: 'sequence',
          sql: `CREATE TABLE n AS ${thousand} SELECT x FROM c; CREATE TABLE trap (x); CREATE TABLE log (x);
            CREATE TRIGGER t AFTER INSERT ON trap BEGIN
              INSERT INTO log SELECT count(*) FROM n a, n b, n c, n d;
            END`,
        },
      ],
    });
    const runaway = { isEnded: false, reply: databases.ask(name, 'v2/pipeline', token, execute(sql)) };
    void runaway.reply.finally(() => (runaway.isEnded = true));
    let served = 0;
    for (; !runaway.isEnded; served++) {
      expect((await send(server.url, 'GET /v1/locations', [bearer])).status).toBe(200);
    }
    expect(served).toBeGreaterThan(10);
    expect((await runaway.reply).body.results[0].error).toMatchObject({ code: 'SQLITE_INTERRUPT' });
    const counts = 'SELECT (SELECT count(*) FROM trap), (SELECT count(*) FROM log), (SELECT sum(x) FROM n)';
    expect(await databases.query(name, token, counts)).toEqual([['0', '0', '500500']]);
    await othersAreServed();
  });
});

describe('what asks for too much', () => {
  it.each([
    ['more rows than a reply holds', `${endless} SELECT x, hex(randomblob(100)) FROM c`, 'RESPONSE_TOO_LARGE'],
    ['blobs beyond a reply', 'SELECT zeroblob(9000000), zeroblob(9000000)', 'RESPONSE_TOO_LARGE'],
    ['a value beyond its limit', 'SELECT zeroblob(17000000)', 'SQLITE_TOOBIG'],
    ['a value that grows', "SELECT replace(hex(zeroblob(4000000)), '0', 'xxxxxxxxxx')", 'SQLITE_TOOBIG'],
    [
      'a concatenation that grows',
      `${endless} SELECT group_concat(hex(zeroblob(1000))) FROM (SELECT x FROM c LIMIT 20000)`,
      'SQLITE_TOOBIG',
    ],
    ['JSON of a hundred thousand levels', `SELECT json('${'['.repeat(100_000)}')`, 'SQLITE_UNKNOWN'],
    ['a statement beyond its limit', `SELECT '${'x'.repeat(1 << 20)}'`, 'SQLITE_TOOBIG'],
  ])('is refused: %s', async (_title, sql, code) => {
    const { status, body } = await databases.ask('my-db', 'v2/pipeline', jwt, execute(sql));
    expect({ status, code: body.results?.[0]?.error?.code }).toEqual({ status: 200, code });
    await othersAreServed();
  });

  it.each([
    ['a condition of 200 levels', batch([...steps(1), { ...steps(1)[0], condition: nested(200) }]), 400],
    ['a condition of 50,000 levels', '{"type":"not","cond":'.repeat(50_000), 400],
    ['a body of brackets alone', '['.repeat(200_000), 400],
    ['50,001 steps', batch(steps(50_001)), 400],
    ['a body beyond its limit', ' '.repeat(17 * 1_048_576), 413],
  ])('is refused before it runs: %s', async (_title, body, status) => {
    expect((await databases.ask('my-db', 'v3/pipeline', jwt, body)).status).toBe(status);
    await othersAreServed();
  });
});

describe('a peer that says or reads nothing', () => {
  it('keeps nobody waiting: three hundred sockets without a hello', async () => {
    const sockets = Array.from({ length: 300 }, () => new WebSocket(server.url.replace('http', 'ws'), 'hrana3'));
    await Promise.all(sockets.map((socket) => once(socket, 'open')));
    await othersAreServed();
    expect(new Set(sockets.map(({ readyState }) => readyState))).toEqual(new Set([WebSocket.OPEN]));
    const closed = sockets.map((socket) => once(socket, 'close'));
    for (const socket of sockets) socket.close();
    await Promise.all(closed);
  });

  it('keeps nobody waiting and fills no memory: cursors that are not read on', async () => {
    const sql = `${endless} SELECT hex(zeroblob(500)) FROM c LIMIT 8000`;
    const body = JSON.stringify({ batch: { steps: [{ stmt: { sql } }] } });
    const { hostname, port } = new URL(server.url);
    const sockets = Array.from({ length: 8 }, () => connect(Number(port), hostname).pause());
    for (const socket of sockets) {
      socket.write(
        `POST /_db/my-org/my-db/v3/cursor HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${jwt}\r\n` +
          `Content-Length: ${body.length}\r\n\r\n${body}`,
      );
    }
    for (let round = 0; round < 5; round++) await othersAreServed();
    expect(residentBytes(server.pid)).toBeLessThan(bound);
    for (const socket of sockets) socket.destroy();
    await othersAreServed();
  });

  it('fills no memory: a socket that asks without an end and never reads', async () => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname).pause();
    await once(socket, 'connect');
    socket.write(
      `GET /_db/my-org/my-db/ HTTP/1.1\r\nHost: ${hostname}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: hrana3\r\n\r\n',
    );
    socket.write(frame({ type: 'hello', jwt }));
    socket.write(frame({ type: 'request', request_id: 0, request: { type: 'open_stream', stream_id: 0 } }));
    const stmt = { sql: 'SELECT hex(zeroblob(50000))' };
    for (let request_id = 1; request_id <= 5_000; request_id++) {
      socket.write(frame({ type: 'request', request_id, request: { type: 'execute', stream_id: 0, stmt } }));
    }
    for (let round = 0; round < 5; round++) await othersAreServed();
    expect(residentBytes(server.pid)).toBeLessThan(bound);
    socket.destroy();
    await othersAreServed();
  });
});

/** A text message of a client, masked with zeros. */
function frame(message: object): Buffer {
  const text = Buffer.from(JSON.stringify(message));
  const head = Buffer.alloc(8);
  head.writeUInt8(0x81, 0);
  head.writeUInt8(0x80 | 126, 1);
  head.writeUInt16BE(text.length, 2);
  return Buffer.concat([head, text]);
}
