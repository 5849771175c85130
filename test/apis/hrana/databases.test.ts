import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSql, pipelineOf } from './helpers.ts';

let sql: ReturnType<typeof openSql>;
beforeEach(() => {
  sql = openSql();
});
afterEach(() => sql.mockplane.close());

const one = pipelineOf('SELECT 1');

describe('a database', () => {
  it('holds what the examples of the contract store in it', async () => {
    const token = await sql.mint('my-db');
    expect(await sql.query('my-db', token, 'SELECT id, title, rating FROM post ORDER BY id')).toEqual([
      ['1', 'Notes on the Analytical Engine', 4.5],
      ['2', 'Compiling by hand', null],
    ]);
    expect(await sql.query('my-db', token, 'PRAGMA page_count')).toEqual([['7']]);
  });

  it('is empty when it is new', async () => {
    const token = await sql.make('fresh');
    expect(await sql.query('fresh', token, 'SELECT count(*) FROM sqlite_schema')).toEqual([['0']]);
  });

  it('answers 404 that names the way out while it has no instance', async () => {
    await sql.turso.POST('/v1/organizations/{org_slug}/databases', {
      params: { path: { org_slug: 'my-org' } },
      body: { name: 'bare' },
    });
    const response = await sql.pipeline('bare', await sql.mint('bare'), one);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      error: 'database bare has no instance, so it cannot be queried; create one with createDatabaseInstance',
    });
  });

  it('answers 503 with Retry-After until its primary is ready', async () => {
    await sql.admin('transitions', { method: 'PUT', body: JSON.stringify({ mode: 'manual' }) });
    const token = await sql.make('slow');
    const waiting = await sql.pipeline('slow', token, one);
    expect(waiting.status).toBe(503);
    expect(waiting.headers.get('retry-after')).toBe('1');
    await sql.admin('transitions/step', { method: 'POST' });
    expect((await sql.pipeline('slow', token, one)).status).toBe(200);
  });

  it('answers 404 that lists databases when there is none of its name', async () => {
    const known = 'the URLs of databases are http://127.0.0.1:4010/_db/my-org/my-db/, ';
    for (const token of [await sql.mint('my-db'), undefined]) {
      const response = await sql.mockplane.fetch('/_db/my-org/nothing/v2/pipeline', {
        method: 'POST',
        headers: { host: '127.0.0.1:4010', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify(one),
      });
      expect(response.status).toBe(404);
      const { error } = (await response.json()) as { error: string };
      expect(error).toContain(`organization my-org has no database named nothing; ${known}`);
    }
  });

  it.each([
    '/v2/pipeline',
    '/v3/cursor',
    '/v1/execute',
    '/_db/v2/pipeline',
    '/_db/my-org/v2/pipeline',
    '/pull-updates',
  ])('answers 404 that lists databases when nothing names one: %s', async (target) => {
    for (const token of [undefined, 'no-jwt', sql.mockplane.token]) {
      const response = await sql.mockplane.fetch(target, {
        method: 'POST',
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
        body: JSON.stringify(one),
      });
      expect(response.status).toBe(404);
      const { error } = (await response.json()) as { error: string };
      expect(error).toMatch(
        /^neither path nor host nor token names a database; the URLs of databases are .*my-org\/my-db\//,
      );
    }
  });

  it('lists no more than five databases, and says so when there are none', async () => {
    const empty = openSql({ empty: true });
    const ask = async () =>
      ((await (await empty.send('/v2/pipeline', 'no-jwt', one)).json()) as { error: string }).error;
    expect(await ask()).toContain('there is no database yet; create one with createDatabase');
    for (let number = 1; number <= 7; number++) await empty.make(`db-${number}`);
    const text = await ask();
    expect(text.match(/\/_db\//g)).toHaveLength(5);
    expect(text).toMatch(/ and 2 more$/);
    empty.mockplane.close();
  });

  it('is gone with its rows, and comes back empty under the same name', async () => {
    const token = await sql.make('brief');
    await sql.query('brief', token, 'CREATE TABLE t (a)');
    await sql.turso.DELETE('/v1/organizations/{org_slug}/databases/{db_name}', { params: { path: sql.path('brief') } });
    expect((await sql.pipeline('brief', token, one)).status).toBe(404);
    const again = await sql.make('brief');
    expect(await sql.query('brief', again, 'SELECT count(*) FROM sqlite_schema')).toEqual([['0']]);
  });

  it('is found by the first label of the host, of the database or of an instance', async () => {
    const token = await sql.mint('my-db');
    const { data } = await sql.turso.GET('/v1/organizations/{org_slug}/databases/{db_name}/instances', {
      params: { path: sql.path('my-db') },
    });
    for (const host of ['my-db-my-org.localhost:4010', 'my-db-my-org.turso.io', data!.instances[0]!.hostname]) {
      const response = await sql.mockplane.fetch('/v2/pipeline', {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, host },
        body: JSON.stringify(one),
      });
      expect([host, response.status]).toEqual([host, 200]);
    }
    expect(sql.mockplane.exchanges().at(-1)!.trail[0]!.detail).toBe('executePipeline, by host');
  });

  it.each(['/v3/pipeline', '/_db/my-org/v3/pipeline', '/_db/v3/pipeline'])(
    'is found by the token at %s',
    async (target) => {
      const response = await sql.send(target, await sql.mint('my-db'), one);
      expect(response.status).toBe(200);
      expect(response.headers.get('mockplane-operation')).toBe('executePipelineV3');
      expect(sql.mockplane.exchanges().at(-1)!.trail[0]!.detail).toBe('executePipelineV3, by token');
    },
  );

  it('is found where slashes are repeated', async () => {
    const token = await sql.mint('my-db');
    expect((await sql.send('/_db/my-org/my-db//dump', token)).status).toBe(200);
    expect((await sql.send('/_db//my-org//my-db/v2/pipeline', token, one)).status).toBe(200);
  });

  it('leaves paths of the Turso API to it', async () => {
    const response = await sql.mockplane.fetch('/v1/organizations', {
      headers: { authorization: `Bearer ${sql.mockplane.token}`, host: 'my-db-my-org.localhost' },
    });
    expect(response.headers.get('mockplane-operation')).toBe('listOrganizations');
  });

  it('belongs to the sandbox that minted its token', async () => {
    const elsewhere = await sql.mockplane.fetch('/v1/organizations/my-org/databases/my-db/auth/tokens', {
      method: 'POST',
      headers: { authorization: `Bearer ${sql.mockplane.token}~other` },
    });
    const { jwt } = (await elsewhere.json()) as { jwt: string };
    await sql.query('my-db', jwt, 'DELETE FROM tag');
    const own = await sql.mint('my-db');
    expect(await sql.query('my-db', jwt, 'SELECT count(*) FROM tag')).toEqual([['0']]);
    expect(await sql.query('my-db', own, 'SELECT count(*) FROM tag')).toEqual([['3']]);
  });

  it('returns to its first rows with a reset', async () => {
    await sql.query('my-db', await sql.mint('my-db'), 'DELETE FROM tag');
    sql.mockplane.reset();
    expect(await sql.query('my-db', await sql.mint('my-db'), 'SELECT count(*) FROM tag')).toEqual([['3']]);
  });
});

const read = async (): Promise<{ databases: { name: string; contentBase64?: string; initialSql?: string }[] }> =>
  (await sql.admin('snapshot')).json() as never;
const rowOf = async () => (await read()).databases.find(({ name }) => name === 'my-db')!;

describe('a snapshot', () => {
  it('holds the SQL that a database starts with until it is used, and then its rows', async () => {
    expect((await rowOf()).initialSql).toContain('CREATE TABLE');
    await sql.query('my-db', await sql.mint('my-db'), 'DELETE FROM tag');
    const { contentBase64 } = await rowOf();
    expect(Buffer.from(contentBase64!, 'base64').subarray(0, 15).toString()).toBe('SQLite format 3');
  });

  it('brings rows back when it is loaded, also into another Mockplane', async () => {
    const token = await sql.make('notes');
    await sql.query('notes', token, 'CREATE TABLE note (text)');
    await sql.query('notes', token, "INSERT INTO note VALUES ('kept')");
    const snapshot = await read();
    await sql.query('notes', token, 'DELETE FROM note');
    const put = await sql.admin('snapshot', { method: 'PUT', body: JSON.stringify(snapshot) });
    expect(put.status).toBe(200);
    expect(await sql.query('notes', token, 'SELECT text FROM note')).toEqual([['kept']]);

    const other = openSql({ snapshot });
    expect(await other.query('notes', token, 'SELECT text FROM note')).toEqual([['kept']]);
    await other.query('notes', token, 'DELETE FROM note');
    other.mockplane.reset();
    expect(await other.query('notes', token, 'SELECT text FROM note')).toEqual([['kept']]);
    other.mockplane.close();
  });

  it('is refused with a pointer when rows are no SQLite file, and changes nothing', async () => {
    const token = await sql.make('notes');
    await sql.query('notes', token, 'CREATE TABLE note (text)');
    const snapshot = await read();
    const index = snapshot.databases.findIndex(({ name }) => name === 'notes');
    snapshot.databases[index]!.contentBase64 = Buffer.from('no database at all').toString('base64');
    const put = await sql.admin('snapshot', { method: 'PUT', body: JSON.stringify(snapshot) });
    expect(put.status).toBe(422);
    expect(await put.json()).toMatchObject({ violations: [{ pointer: `/body/databases/${index}/contentBase64` }] });
    expect(await sql.query('notes', token, 'SELECT count(*) FROM note')).toEqual([['0']]);
  });
});
