import * as fc from 'fast-check';
import { createMockplane, startMockplane } from 'mockplane';
import { WebSocket } from 'ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toStatementResult } from '../../../src/apis/hrana/results.ts';
import { createWrittenResults } from '../../../src/apis/hrana/written-results.ts';
import type { StatementResult } from '../../../src/sql/engine.ts';
import { createRowWriter } from '../../../src/sql/written-rows.ts';
import { faults } from '../../helpers/schemas.ts';
import { sqlValue } from '../../sql/helpers.ts';

const name = fc.oneof(fc.string(), fc.constantFrom('"rows":[]', '"rows":', 'rows', '\\"rows\\":[]'));

const statement: fc.Arbitrary<StatementResult> = fc.record({
  columns: fc.array(fc.record({ name, decltype: fc.option(name, { nil: undefined }) })),
  rows: fc.array(fc.array(sqlValue, { maxLength: 3 }), { maxLength: 80 }),
  affectedRows: fc.nat(),
  lastInsertRowid: fc.option(fc.bigInt(0n, 9n), { nil: undefined }),
  rowsRead: fc.nat(),
  rowsWritten: fc.nat(),
  milliseconds: fc.nat(),
});

describe('createWrittenResults', () => {
  it('writes what JSON.stringify writes for the values, whichever results an engine has written', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(statement, fc.boolean())), fc.integer({ min: 1, max: 40 }), (given, times) => {
        const writer = createRowWriter('list');
        const written = createWrittenResults();
        const results = given.map(([each, isWritten]) => {
          const rows = Array.from({ length: times }, () => each.rows).flat();
          const whole = { ...each, rows };
          if (!isWritten) {
            written.add(whole);
            return { whole, sent: whole };
          }
          for (const row of rows) writer.add(row);
          const sent = { ...each, rows: [], written: writer.take() };
          written.add(sent);
          return { whole, sent };
        });
        const body = results.map(({ sent }) => toStatementResult(sent));
        const text = JSON.stringify(results.map(({ whole }) => toStatementResult(whole)));
        expect(Buffer.from(written.write(body) ?? JSON.stringify(body)).toString()).toBe(text);
      }),
    );
  });

  it('refuses results that it was not told of', () => {
    const written = createWrittenResults();
    written.add({ rows: [], written: { count: 1, bytes: Buffer.from('[[]]') } });
    expect(() => written.write([{ rows: [] }, { rows: [] }])).toThrow('do not fit');
  });
});

/** 3,000 rows of all types, some with what JSON escapes; and a batch that has results without rows between others. */
const many = `WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 3000)
  SELECT x AS "rows", x / 7.0, 'é"\\😀' || x, NULL, x'00ff', 9e999 FROM c`;
const select = { sql: many };
const batch = {
  steps: [
    { stmt: { sql: 'SELECT 1 WHERE 0' } },
    { stmt: select },
    { stmt: { sql: 'SELECT a FROM b' } },
    { stmt: select },
  ],
};
const requests = [
  { type: 'execute', stmt: { sql: 'SELECT 1' } },
  { type: 'execute', stmt: select },
  { type: 'batch', batch },
];

const cases = [
  ['executePipeline', '/v2/pipeline', { requests }],
  ['executePipelineV3', '/v3/pipeline', { requests: [...requests, { type: 'close' }] }],
  ['executeStatement', '/v1/execute', { stmt: select }],
  ['executeStatementBatch', '/v1/batch', { batch }],
  ['executeCursor', '/v3/cursor', { batch }],
] as const;

const path = '/_db/my-org/my-db';
const withoutTimes = (text: string): string => text.replaceAll(/"query_duration_ms":[\d.]+/g, '"query_duration_ms":0');

describe('the rows of a reply', () => {
  const inProcess = createMockplane();
  let server: Awaited<ReturnType<typeof startMockplane>>;
  beforeAll(async () => {
    server = await startMockplane({ port: 0 });
  });
  afterAll(async () => {
    inProcess.close();
    await server.close();
  });

  type Fetch = (target: string, init: RequestInit) => Promise<Response>;
  const overHttp: Fetch = (target, init) => fetch(server.url + target, init);
  const mint = async (ask: Fetch, token: string): Promise<string> => {
    const target = '/v1/organizations/my-org/databases/my-db/auth/tokens';
    const response = await ask(target, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
    return ((await response.json()) as { jwt: string }).jwt;
  };
  const send = async (ask: Fetch, token: string, target: string, body: unknown): Promise<string> => {
    const headers = { authorization: `Bearer ${await mint(ask, token)}` };
    const response = await ask(path + target, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(response.status).toBe(200);
    return withoutTimes(await response.text());
  };

  it.each(cases)('of %s are the same bytes in process and from a server', async (operation, target, body) => {
    const one = await send(inProcess.fetch, inProcess.token, target, body);
    const other = await send(overHttp, server.token, target, body);
    expect(other === one).toBe(true);
    expect(one.length).toBeGreaterThan(400_000);
    if (operation === 'executeCursor') return;
    const schema = `/paths/~1_db~1{org_slug}~1{db_name}${target.replaceAll('/', '~1')}/post/responses/200/content`;
    expect(faults('hrana', `${schema}/application~1json/schema`, JSON.parse(one))).toEqual([]);
  });

  it('are the same over a WebSocket as over HTTP', async () => {
    const token = await mint(overHttp, server.token);
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}${path}`, ['hrana3']);
    const messages: string[] = [];
    const done = new Promise<void>((resolve) => {
      socket.on('message', (data: Buffer, isBinary) => {
        expect(isBinary).toBe(false);
        if (messages.push(data.toString()) === 3) resolve();
      });
    });
    await new Promise((resolve) => socket.on('open', resolve));
    socket.send(JSON.stringify({ type: 'hello', jwt: token }));
    for (const request of [{ type: 'open_stream' }, { type: 'execute', stmt: select }]) {
      const request_id = messages.length + Number(request.type === 'execute');
      socket.send(JSON.stringify({ type: 'request', request_id, request: { stream_id: 0, ...request } }));
    }
    await done;
    socket.close();
    const [, result] = /"response":\{"type":"execute","result":(.*)\}\}$/.exec(withoutTimes(messages[2]!)) ?? [];
    const { length } = '{"result":';
    expect(result).toBe((await send(overHttp, server.token, '/v1/execute', { stmt: select })).slice(length, -1));
  });

  it('are in the journal, counted and cut off', async () => {
    await send(inProcess.fetch, inProcess.token, '/v2/pipeline', { requests });
    const exchange = inProcess.calls('executePipeline').at(-1)!;
    expect(exchange.sql?.statements.map(({ rowsReturned }) => rowsReturned)).toEqual([1, 3000, 0, 3000, 0, 3000]);
    expect(exchange.response.body).toHaveLength(65_536);
    expect(exchange.response.body).toContain('"rows":[[{"type":"integer","value":"1"}]]');
    expect(exchange.response.bodyBytes).toBeGreaterThan(400_000);
  });
});
