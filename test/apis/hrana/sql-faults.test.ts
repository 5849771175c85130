import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSql } from './helpers.ts';

let sql: ReturnType<typeof openSql>;
let token: string;

beforeEach(async () => {
  sql = openSql();
  token = await sql.mint('my-db');
});
afterEach(() => sql.mockplane.close());

const create = (body: object): Promise<Response> =>
  sql.admin('faults', { method: 'POST', body: JSON.stringify({ operation: 'sql', ...body }) });

const stmt = { sql: 'SELECT 1' };
const batch = { steps: [{ stmt }] };

describe('a fault rule for sql', () => {
  it.each([
    ['v2/pipeline', { requests: [{ type: 'execute', stmt }] }],
    ['v3/pipeline', { requests: [{ type: 'execute', stmt }] }],
    ['v3/cursor', { batch }],
    ['v1/execute', { stmt }],
    ['v1/batch', { batch }],
  ])('fires at %s', async (endpoint, body) => {
    expect((await create({ action: 'respond', status: 503, count: 1 })).status).toBe(201);
    expect((await sql.send(`/_db/my-org/my-db/${endpoint}`, token, body)).status).toBe(503);
    expect((await sql.send(`/_db/my-org/my-db/${endpoint}`, token, body)).status).toBe(200);
  });

  it('leaves requests alone that run no SQL', async () => {
    await create({ action: 'drop' });
    expect((await sql.send('/_db/my-org/my-db/dump', token)).status).toBe(200);
    expect(
      (await sql.mockplane.fetch('/_mockplane/faults').then((response) => response.json())).faults[0].matched,
    ).toBe(0);
  });

  it('skips operations without its example', async () => {
    await create({ action: 'respond', status: 200, example: 'busy' });
    expect((await sql.send('/_db/my-org/my-db/v3/cursor', token, { batch })).status).toBe(200);
    const response = await sql.pipeline('my-db', token, { requests: [{ type: 'execute', stmt }] });
    expect(await response.json()).toMatchObject({
      results: [{ type: 'error', error: { code: 'SQLITE_BUSY' } }, { type: 'ok' }],
    });
  });

  it.each([
    [{ action: 'respond', status: 302 }, 'sql has no status 302; it has 200, '],
    [{ action: 'respond', status: 503, body: { error: 'none' } }, 'body goes only with one operation, not with sql'],
    [{ action: 'fail-transition' }, 'sql begins no transition'],
    [
      { action: 'drop', match: { path: { database: 'my-db' } } },
      'sql has no path parameter database; it has org_slug, db_name',
    ],
  ])('with %j is refused', async (body, detail) => {
    const response = await create(body);
    expect(response.status).toBe(400);
    expect((await response.json()).detail).toContain(detail);
  });
});
