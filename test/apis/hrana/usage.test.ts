import { afterEach, describe, expect, it, vi } from 'vitest';
import { openSql, pipelineOf } from './helpers.ts';

let sql: ReturnType<typeof openSql>;
afterEach(() => sql.mockplane.close());

async function usageOf(name: string) {
  const { data } = await sql.turso.GET('/v1/organizations/{org_slug}/databases/{db_name}/usage', {
    params: { path: sql.path(name) },
  });
  return data!.database.usage;
}

describe('getDatabaseUsage', () => {
  it('counts rows that SQL reads and writes, and the bytes it stores', async () => {
    sql = openSql();
    const token = await sql.make('notes');
    await sql.query('notes', token, 'CREATE TABLE note (text)');
    await sql.query('notes', token, "INSERT INTO note VALUES ('a'), ('b')");
    const before = await usageOf('notes');
    await sql.query('notes', token, 'SELECT * FROM note');
    const after = await usageOf('notes');
    expect(after.rows_read - before.rows_read).toBe(2);
    expect(after.rows_written).toBe(before.rows_written);
    expect(before.rows_written).toBeGreaterThanOrEqual(2);
    // The size is measured behind the reply.
    await vi.waitFor(async () => expect((await usageOf('notes')).storage_bytes).toBe(8_192), 10_000);
  });

  it('starts anew with the month', async () => {
    sql = openSql();
    const token = await sql.make('notes');
    await sql.query('notes', token, 'CREATE TABLE note (text)');
    sql.mockplane.clock.advance('31d');
    expect((await usageOf('notes')).rows_written).toBe(0);
  });

  it('counts nothing beyond a reset', async () => {
    sql = openSql();
    await sql.query('my-db', await sql.mint('my-db'), 'SELECT * FROM tag');
    sql.mockplane.reset();
    expect((await usageOf('my-db')).rows_read).toBe(11);
  });
});

const addUsage = (counts: object) =>
  sql.admin('usage', {
    method: 'POST',
    body: JSON.stringify({ organization: 'my-org', database: 'my-db', ...counts }),
  });

const codeOf = async (token: string, text: string): Promise<unknown> => {
  const response = await sql.pipeline('my-db', token, pipelineOf(text));
  return ((await response.json()) as { results: { error?: unknown }[] }).results[0]!.error;
};

describe('a plan', () => {
  it('blocks reads beyond its quota until the next month', async () => {
    sql = openSql({ plan: 'starter' });
    const read = 'SELECT * FROM tag';
    expect(await codeOf(await sql.mint('my-db'), read)).toBeUndefined();
    await addUsage({ rowsRead: 1_000_000_000 });
    expect(await codeOf(await sql.mint('my-db'), read)).toEqual({
      code: 'BLOCKED',
      message:
        'Operation was blocked: SQL read operations are forbidden (reads are blocked, do you need to upgrade your plan?)',
    });
    sql.mockplane.clock.advance('31d');
    expect(await codeOf(await sql.mint('my-db'), read)).toBeUndefined();
  });

  it('blocks writes beyond its quota, and lets reads pass', async () => {
    sql = openSql({ plan: 'starter' });
    const token = await sql.mint('my-db');
    await addUsage({ rowsWritten: 25_000_000 });
    expect(await codeOf(token, 'DELETE FROM tag')).toMatchObject({ code: 'BLOCKED' });
    expect(await codeOf(token, 'SELECT * FROM tag')).toBeUndefined();
  });

  it('blocks nothing where there is none', async () => {
    sql = openSql();
    await addUsage({ rowsRead: 1_000_000_000_000 });
    expect(await codeOf(await sql.mint('my-db'), 'SELECT * FROM tag')).toBeUndefined();
  });
});
