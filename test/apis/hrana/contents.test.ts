import { afterEach, describe, expect, it } from 'vitest';
import { editions, formOf, openEdition } from './edition.ts';

const notes = `PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT);
INSERT INTO note VALUES(1,'first');
INSERT INTO note VALUES(2,'second');
COMMIT;
`;

let open: ReturnType<typeof openEdition>;
afterEach(() => open.mockplane.close());

const execute = (sql: string) => ({ type: 'execute', stmt: { sql } });
const seedNotes = (sql: string) => open.send('POST', `${open.databases}/notes/seed`, formOf(sql));

describe.each(editions)('createDatabase of %s', (edition) => {
  it('runs the dump of a seed, and gives it back', async () => {
    open = openEdition(edition);
    const { status } = await open.create('notes', { seed: { type: 'dump', url: await open.dump(notes) } });
    expect(status).toBe(200);
    expect(await open.query('notes', 'SELECT text FROM note ORDER BY id')).toEqual([['first'], ['second']]);
    const { body } = await open.send('GET', '/_db/my-org/notes/dump', undefined, await open.mint('notes'));
    expect(body).toContain("INSERT INTO note VALUES(2,'second');");
    const usage = await open.send('GET', `${open.databases}/notes/usage`);
    expect(JSON.stringify(usage.body)).toContain('"storage_bytes":8192');
  });

  it('refuses a dump whose SQL fails, and makes nothing', async () => {
    open = openEdition(edition);
    const url = await open.dump(notes.replace('(2,', '(1,'));
    expect(await open.create('notes', { seed: { type: 'dump', url } })).toMatchObject({
      status: 400,
      body: { error: 'the dump cannot be run: line 5: UNIQUE constraint failed: note.id' },
    });
    expect((await open.send('GET', `${open.databases}/notes`)).status).toBe(404);
    expect((await open.create('notes')).status).toBe(200);
  });

  it('takes a dump of some megabytes', async () => {
    open = openEdition(edition);
    const large = `CREATE TABLE t(a);\n${`INSERT INTO t VALUES('${'x'.repeat(100_000)}');\n`.repeat(30)}`;
    expect((await open.create('large', { seed: { type: 'dump', url: await open.dump(large) } })).status).toBe(200);
    expect(await open.query('large', 'SELECT count(*) FROM t')).toEqual([['30']]);
  });

  const branch = (source: string, timestamp?: string) => ({
    seed: { type: 'database', [edition === '2023' ? 'value' : 'name']: source, timestamp },
  });

  it('copies the rows of another database, which then go their own ways', async () => {
    open = openEdition(edition);
    await open.create('origin');
    await open.query('origin', 'CREATE TABLE t(a)');
    await open.query('origin', 'INSERT INTO t VALUES(1)');
    await open.create('copy', branch('origin'));
    await open.query('origin', 'INSERT INTO t VALUES(2)');
    await open.query('copy', 'DELETE FROM t');
    expect(await open.query('origin', 'SELECT count(*) FROM t')).toEqual([['2']]);
    expect(await open.query('copy', 'SELECT count(*) FROM t')).toEqual([['0']]);
  });

  it('copies a database that nobody has used yet', async () => {
    open = openEdition(edition);
    expect((await open.create('copy', branch('my-db'))).status).toBe(200);
    expect(await open.query('copy', 'SELECT * FROM tag')).toEqual(await open.query('my-db', 'SELECT * FROM tag'));
  });

  it('copies the rows of a moment before the clock was moved', async () => {
    open = openEdition(edition);
    await open.create('origin');
    const empty = open.now();
    open.advance('1h');
    await open.query('origin', 'CREATE TABLE t(a)');
    const first = open.now();
    open.advance('1h');
    await open.query('origin', 'INSERT INTO t VALUES(1)');
    const second = open.now();
    open.advance('1h');
    await open.query('origin', 'DROP TABLE t');

    for (const [name, timestamp] of [
      ['empty', empty],
      ['first', first],
      ['second', second],
    ] as const) {
      expect((await open.create(name, branch('origin', timestamp))).status).toBe(200);
    }
    const tables = "SELECT count(*) FROM sqlite_schema WHERE name = 't'";
    expect(await open.query('empty', tables)).toEqual([['0']]);
    expect(await open.query('first', 'SELECT count(*) FROM t')).toEqual([['0']]);
    expect(await open.query('second', 'SELECT count(*) FROM t')).toEqual([['1']]);
    expect(await open.query('origin', tables)).toEqual([['0']]);
  });

  it.each([
    ['an offset', (time: string) => new Date(Date.parse(time) + 7_200_000).toISOString().replace('Z', '+02:00')],
    ['microseconds', (time: string) => time.replace('Z', '456Z')],
    ['small letters', (time: string) => time.toLowerCase()],
  ])('takes a moment with %s', async (_, write) => {
    open = openEdition(edition);
    await open.create('origin');
    await open.query('origin', 'CREATE TABLE t(a)');
    const before = open.now();
    open.advance('1h');
    await open.query('origin', 'DROP TABLE t');
    expect((await open.create('copy', branch('origin', write(before)))).status).toBe(200);
    expect(await open.query('copy', 'SELECT count(*) FROM t')).toEqual([['0']]);
  });

  it('counts a COMMIT as the moment of its writes', async () => {
    open = openEdition(edition);
    await open.create('origin');
    const token = await open.mint('origin');
    await open.query('origin', 'CREATE TABLE t(a)', token);
    const url = '/_db/my-org/origin/v2/pipeline';
    const begun = await open.send(
      'POST',
      url,
      { requests: [execute('BEGIN'), execute('INSERT INTO t VALUES(1)')] },
      token,
    );
    open.advance('5s');
    const between = open.now();
    open.advance('4s');
    const commit = { baton: begun.body['baton'], requests: [execute('COMMIT'), { type: 'close' }] };
    expect((await open.send('POST', url, commit, token)).status).toBe(200);
    expect((await open.create('copy', branch('origin', between))).status).toBe(200);
    expect(await open.query('copy', 'SELECT count(*) FROM t')).toEqual([['0']]);
  });

  it('refuses a moment whose rows it has not kept, and says which it has', async () => {
    open = openEdition(edition, { clock: { now: '2026-09-15T12:00:00Z', running: true } });
    await open.create('origin');
    await open.query('origin', 'CREATE TABLE t(a)');
    open.advance('1h');
    const now = Date.now();
    await open.query('origin', 'INSERT INTO t VALUES(1)');
    const between = open.now();
    while (Date.now() <= now + 1);
    await open.query('origin', 'INSERT INTO t VALUES(2)');
    const { status, body } = await open.create('copy', branch('origin', between));
    expect({ status, body }).toMatchObject({
      status: 400,
      body: {
        error: expect.stringMatching(
          /were not kept; .*; move the clock before you change rows, .*POST .*advance$/,
        ) as string,
      },
    });
    expect((await open.send('GET', `${open.databases}/copy`)).status).toBe(404);
  });

  it('loses the rows of the past with a reset', async () => {
    open = openEdition(edition);
    await open.query('my-db', 'DELETE FROM tag');
    const then = open.now();
    open.advance('1h');
    await open.query('my-db', 'CREATE TABLE t(a)');
    open.mockplane.reset();
    expect(await open.query('my-db', 'SELECT count(*) > 0 FROM tag')).toEqual([['1']]);
    expect((await open.create('copy', branch('my-db', then))).status).toBe(200);
    expect(await open.query('copy', 'SELECT count(*) > 0 FROM tag')).toEqual([['1']]);
  });
});

describe('seedDatabase', () => {
  it('runs a dump in a database, whose open streams end', async () => {
    open = openEdition('2023');
    await open.create('notes');
    const token = await open.mint('notes');
    await open.query('notes', 'CREATE TABLE other(a)', token);
    const begin = { requests: [{ type: 'execute', stmt: { sql: 'BEGIN' } }] };
    const begun = await open.send('POST', '/_db/my-org/notes/v2/pipeline', begin, token);
    expect((await seedNotes(notes)).status).toBe(200);
    expect(await open.query('notes', 'SELECT (SELECT count(*) FROM other), count(*) FROM note')).toEqual([['0', '2']]);
    const next = await open.send(
      'POST',
      '/_db/my-org/notes/v2/pipeline',
      { ...begin, baton: begun.body['baton'] },
      token,
    );
    expect(next.status).toBe(400);
  });

  it('refuses SQL that fails and leaves the rows', async () => {
    open = openEdition('2023');
    await open.create('notes');
    await open.query('notes', 'CREATE TABLE note(kept)');
    expect(await seedNotes(notes)).toMatchObject({
      status: 400,
      body: { error: 'the dump cannot be run: line 3: table note already exists' },
    });
    expect(await open.query('notes', 'SELECT count(kept) FROM note')).toEqual([['0']]);
  });
});

describe('createDatabaseV3', () => {
  it('copies the rows of another database', async () => {
    open = openEdition('2026');
    await open.query('my-db', 'CREATE TABLE own(a)');
    const { body } = await open.send('GET', '/v2/organizations');
    const { id } = (body['organizations'] as unknown as { id: string; slug: string }[]).find(
      ({ slug }) => slug === 'my-org',
    )!;
    const seed = { type: 'database', value: 'my-db' };
    expect((await open.send('POST', `/v3/organizations/${id}/databases`, { name: 'copy', seed })).status).toBe(200);
    expect(await open.query('copy', 'SELECT count(*) FROM own')).toEqual([['0']]);
  });
});

describe('a snapshot', () => {
  it('carries the rows of seeds and branches', async () => {
    open = openEdition('2026');
    await open.create('notes', { seed: { type: 'dump', url: await open.dump(notes) } });
    await open.create('copy', { seed: { type: 'database', name: 'notes' } });
    const { body } = await open.send('GET', '/_mockplane/snapshot');
    open.mockplane.reset();
    expect((await open.send('PUT', '/_mockplane/snapshot', body)).status).toBe(200);
    expect(await open.query('copy', 'SELECT count(*) FROM note')).toEqual([['2']]);
  });
});
