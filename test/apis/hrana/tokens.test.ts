import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSql, pipelineOf } from './helpers.ts';

let sql: ReturnType<typeof openSql>;
beforeEach(() => {
  sql = openSql();
});
afterEach(() => sql.mockplane.close());

const rotate = () =>
  sql.turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/auth/rotate', {
    params: { path: sql.path('my-db') },
  });

describe('a token', () => {
  it('that is read-only reads, and is refused with 403 before anything of a pipeline that writes runs', async () => {
    const token = await sql.mint('my-db', { authorization: 'read-only' });
    expect(await sql.query('my-db', token, 'SELECT count(*) FROM tag')).toEqual([['3']]);
    const steps = [{ stmt: { sql: 'SELECT 1' } }, { stmt: { sql: 'DELETE FROM tag' } }];
    const response = await sql.pipeline('my-db', token, { requests: [{ type: 'batch', batch: { steps } }] });
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({
      error: "Authorization forbidden: Current session doesn't not have Write permission to namespace my-db",
    });
  });

  it('opens nothing after a rotation, not even a stream that it has opened', async () => {
    const token = await sql.mint('my-db');
    const begun = await sql.pipeline('my-db', token, { requests: [{ type: 'execute', stmt: { sql: 'BEGIN' } }] });
    const { baton } = (await begun.json()) as { baton: string };
    await rotate();
    expect((await sql.pipeline('my-db', token, { baton, requests: [] })).status).toBe(401);
    const fresh = await sql.mint('my-db');
    const response = await sql.pipeline('my-db', fresh, { baton, requests: [] });
    expect([response.status, await response.text()]).toEqual([400, 'Received an invalid baton']);
  });

  it('gives up what it has locked with a rotation', async () => {
    const token = await sql.mint('my-db');
    await sql.pipeline('my-db', token, { requests: [{ type: 'execute', stmt: { sql: 'BEGIN IMMEDIATE' } }] });
    await rotate();
    await sql.query('my-db', await sql.mint('my-db'), 'DELETE FROM tag');
    expect(await sql.query('my-db', await sql.mint('my-db'), 'SELECT count(*) FROM tag')).toEqual([['0']]);
  });

  it('lives a minute longer than it says, for SQL as for the admin API', async () => {
    const token = await sql.mint('my-db', { expiration: '1h' });
    const verify = async (): Promise<unknown> => {
      const response = await sql.admin('tokens/verify', { method: 'POST', body: JSON.stringify({ token }) });
      return ((await response.json()) as { valid: boolean }).valid;
    };
    sql.mockplane.clock.advance('1h59s');
    expect([(await sql.pipeline('my-db', token, pipelineOf('SELECT 1'))).status, await verify()]).toEqual([200, true]);
    sql.mockplane.clock.advance('3s');
    const response = await sql.pipeline('my-db', token, pipelineOf('SELECT 1'));
    expect([response.status, await verify()]).toEqual([401, false]);
    expect(await response.json()).toEqual({ error: 'Unauthorized: `The JWT has expired`' });
  });

  it('of the platform opens no database', async () => {
    const response = await sql.pipeline('my-db', sql.mockplane.token, pipelineOf('SELECT 1'));
    expect([response.status, await response.json()]).toEqual([401, { error: 'Unauthorized: `The JWT is invalid`' }]);
  });

  it('is not needed to ask what is spoken', async () => {
    for (const target of ['v2', 'v3', 'health', 'version']) {
      expect([target, (await sql.send(`/_db/my-org/my-db/${target}`, undefined)).status]).toEqual([target, 200]);
    }
  });

  it('is concealed in the journal', async () => {
    const token = await sql.mint('my-db');
    await sql.query('my-db', token, 'SELECT 1');
    expect(JSON.stringify(sql.mockplane.exchanges())).not.toContain(token);
  });
});
