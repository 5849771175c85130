import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSql, pipelineOf } from './helpers.ts';

let sql: ReturnType<typeof openSql>;
let token: string;
beforeEach(async () => {
  sql = openSql();
  token = await sql.mint('my-db');
});
afterEach(() => sql.mockplane.close());

const insert = (bytes: number) =>
  sql.pipeline('my-db', token, {
    requests: [
      {
        type: 'execute',
        stmt: { sql: 'SELECT length(?)', args: [{ type: 'text', value: 'x'.repeat(bytes) }] },
      },
    ],
  });

const stepsOf = (count: number) => Array.from({ length: count }, () => ({ stmt: { sql: 'SELECT 1' } }));

const runBatch = (count: number): Promise<Response> =>
  sql.pipeline('my-db', token, { requests: [{ type: 'batch', batch: { steps: stepsOf(count) } }] });

describe('executePipeline', () => {
  it('runs a batch of fifty thousand steps, and says how many are too many', async () => {
    expect((await runBatch(50_000)).status).toBe(200);
    const refused = await runBatch(50_001);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toBe('requests.0.batch.steps has 50001 items; at most 50000 are allowed');
  }, 120_000);

  it('lists the types of requests for one that is unknown', async () => {
    const response = await sql.send('/_db/my-org/my-db/v2/pipeline', token, { requests: [{ type: 'banana' }] });
    expect(await response.text()).toMatch(/^requests\.0\.type must be one of close, execute, batch, /);
  });

  it('gives a baton while a transaction is open, and none when nothing is left', async () => {
    const begun = await sql.pipeline('my-db', token, { requests: [{ type: 'execute', stmt: { sql: 'BEGIN' } }] });
    const { baton } = (await begun.json()) as { baton: string };
    expect(baton).toBeTypeOf('string');
    const done = await sql.pipeline('my-db', token, {
      baton,
      requests: [{ type: 'execute', stmt: { sql: 'COMMIT' } }, { type: 'get_autocommit' }],
    });
    expect(await done.json()).toMatchObject({
      baton: null,
      results: [{ type: 'ok' }, { response: { is_autocommit: true } }],
    });
  });

  it('answers STREAM_EXPIRED ten seconds later on the clock, and rolls back', async () => {
    const begun = await sql.pipeline('my-db', token, {
      requests: [
        { type: 'execute', stmt: { sql: 'BEGIN' } },
        { type: 'execute', stmt: { sql: 'DELETE FROM tag' } },
      ],
    });
    const { baton } = (await begun.json()) as { baton: string };
    sql.mockplane.clock.advance('10s');
    const response = await sql.pipeline('my-db', token, { baton, requests: [] });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({
      message: 'The stream has expired due to inactivity',
      code: 'STREAM_EXPIRED',
    });
    expect(await sql.query('my-db', token, 'SELECT count(*) FROM tag')).toEqual([['3']]);
  });

  it('rolls back an open transaction when the protocol is broken', async () => {
    const response = await sql.pipeline('my-db', token, {
      requests: [
        { type: 'execute', stmt: { sql: 'BEGIN' } },
        { type: 'execute', stmt: { sql: 'DELETE FROM tag' } },
        { type: 'execute', stmt: { sql_id: 9 } },
      ],
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'text/plain']);
    expect(await response.text()).toBe('SQL text 9 not found');
    expect(await sql.query('my-db', token, 'SELECT count(*) FROM tag')).toEqual([['3']]);
  });

  it('runs nothing of a pipeline in which something follows a close', async () => {
    const response = await sql.pipeline('my-db', token, {
      requests: [{ type: 'execute', stmt: { sql: 'DELETE FROM tag' } }, { type: 'close' }, { type: 'get_autocommit' }],
    });
    expect(await response.text()).toBe('Stream for this baton was closed');
    expect(await sql.query('my-db', token, 'SELECT count(*) FROM tag')).toEqual([['3']]);
  });

  it('takes a body of fifteen megabytes, and refuses one of seventeen with 413', async () => {
    expect((await insert(15_000_000)).status).toBe(200);
    const refused = await insert(17_000_000);
    expect([refused.status, await refused.json()]).toEqual([
      413,
      { error: 'request body is larger than 16777216 bytes' },
    ]);
  });

  it('refuses a condition of a hundred thousand levels with 400', async () => {
    const levels = 100_000;
    const condition = `${'{"type":"not","cond":'.repeat(levels)}{"type":"ok","step":0}${'}'.repeat(levels)}`;
    const response = await sql.mockplane.fetch('/_db/my-org/my-db/v2/pipeline', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: `{"requests":[{"type":"batch","batch":{"steps":[{"stmt":{"sql":"SELECT 1"},"condition":${condition}}]}}]}`,
    });
    expect(response.status).toBe(400);
    expect((await response.text()).length).toBeLessThan(1_000);
  });

  it('refuses a request of an unknown type with 400', async () => {
    const response = await sql.send('/_db/my-org/my-db/v2/pipeline', token, { requests: [{ type: 'dance' }] });
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'text/plain']);
  });

  it.each([
    ['blocked', 200, 'BLOCKED'],
    ['busy', 200, 'SQLITE_BUSY'],
    ['expired', 400, 'STREAM_EXPIRED'],
    ['invalid-baton', 400, 'Received an invalid baton'],
  ])('answers with the example %s, by preference and by a fault rule', async (example, status, text) => {
    const preferred = await sql.mockplane.fetch('/_db/my-org/my-db/v2/pipeline', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, prefer: `example=${example}` },
      body: JSON.stringify(pipelineOf('SELECT 1')),
    });
    expect([preferred.status, await preferred.text()]).toEqual([status, expect.stringContaining(text)]);
    const rule = { operation: 'executePipeline', action: 'respond', status, example, count: 1 };
    expect((await sql.admin('faults', { method: 'POST', body: JSON.stringify(rule) })).status).toBe(201);
    const hit = await sql.send('/_db/my-org/my-db/v2/pipeline', token, pipelineOf('SELECT 1'));
    expect([hit.status, await hit.text()]).toEqual([status, expect.stringContaining(text)]);
  });
});

const execute = (stmt: object) => sql.send('/_db/my-org/my-db/v1/execute', token, { stmt });

describe('executeStatement', () => {
  it('returns a result', async () => {
    const response = await execute({ sql: 'SELECT ?', args: [{ type: 'integer', value: '7' }] });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ result: { rows: [[{ type: 'integer', value: '7' }]] } });
  });

  it.each([
    [{ sql: 'selec' }, 400, 'SQL_PARSE_ERROR'],
    [{ sql: 'SELECT ?' }, 400, 'ARGS_INVALID'],
    [{ sql: "INSERT INTO author (name) VALUES ('Ada')" }, 500, 'SQLITE_CONSTRAINT'],
    [
      { sql: 'SELECT ?', args: [{ type: 'null' }], named_args: [{ name: 'a', value: { type: 'null' } }] },
      501,
      'ARGS_BOTH_POSITIONAL_AND_NAMED',
    ],
  ])('answers an error of SQL in %j with %i', async (stmt, status, code) => {
    const response = await execute(stmt);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
  });

  it('refuses stored SQL, which version 1 has not', async () => {
    const response = await execute({ sql_id: 1 });
    expect(await response.text()).toBe('`sql_id` is only supported in protocol version hrana2 and higher');
  });
});

describe('executeStatementBatch', () => {
  it('returns the errors of steps in its result', async () => {
    const batch = { steps: [{ stmt: { sql: 'SELECT 1' } }, { stmt: { sql: 'SELECT * FROM missing' } }] };
    const response = await sql.send('/_db/my-org/my-db/v1/batch', token, { batch });
    expect(await response.json()).toMatchObject({
      result: { step_results: [{}, null], step_errors: [null, { code: 'SQLITE_UNKNOWN' }] },
    });
  });
});

describe('dumpDatabase', () => {
  it('returns SQL that makes the database again', async () => {
    const dump = await (await sql.send('/_db/my-org/my-db/dump', token)).text();
    const copy = await sql.make('copy');
    const made = await sql.pipeline('copy', copy, { requests: [{ type: 'sequence', sql: dump }] });
    expect(await made.json()).toMatchObject({ results: [{ type: 'ok' }] });
    expect(await (await sql.send('/_db/my-org/copy/dump', copy)).text()).toBe(dump);
  });
});

describe('the journal', () => {
  it('holds the statements of a request, with what they read and wrote', async () => {
    await sql.pipeline('my-db', token, {
      requests: [
        { type: 'execute', stmt: { sql: 'SELECT * FROM tag' } },
        { type: 'execute', stmt: { sql: "INSERT INTO author (name) VALUES ('Ada')" } },
      ],
    });
    const listed = await sql.admin('exchanges?limit=1');
    const { exchanges } = (await listed.json()) as { exchanges: { api: string; sql: { statements: object[] } }[] };
    expect(exchanges[0]).toMatchObject({
      api: 'hrana',
      operation: 'executePipelineV3',
      sql: {
        count: 2,
        rowsRead: 3,
        statements: [{ sql: 'SELECT * FROM tag', rowsReturned: 3 }, { error: { code: 'SQLITE_CONSTRAINT' } }],
      },
    });
  });
});
