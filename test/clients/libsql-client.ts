import { type Client, createClient, type IntMode } from '@libsql/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, rejection, useServer } from './setting.ts';

/** The URLs that the client takes for one database. */
const transports: readonly (readonly [scheme: string, toUrl: (url: string) => string])[] = [
  ['http', (url) => url],
  ['ws', (url) => url.replace(/^http/, 'ws')],
  ['libsql', (url) => `${url.replace(/^http/, 'libsql')}?tls=0`],
];

export function libsqlClient(): void {
  describe.each(transports)('@libsql/client by %s', (scheme, toUrl) => {
    const setting = useServer();
    const clients: Client[] = [];
    let database: Database;
    let db: Client;
    const connect = (authToken = database.authToken, intMode: IntMode = 'number'): Client => {
      const client = createClient({ url: toUrl(database.url), authToken, intMode });
      clients.push(client);
      return client;
    };
    beforeEach(async () => {
      database = await setting.create();
      db = connect();
    });
    afterEach(() => {
      for (const client of clients.splice(0)) client.close();
    });

    it('brings back each type as it went in', async () => {
      await db.execute('CREATE TABLE t (i INTEGER, f REAL, s TEXT, b BLOB, n)');
      const bytes = Uint8Array.of(0, 255, 128);
      await db.execute({
        sql: 'INSERT INTO t VALUES (?, ?, ?, ?, ?)',
        args: [Number.MAX_SAFE_INTEGER, -1.5e-300, "a\u0000'\u{1f600}\n", bytes, null],
      });
      const { rows, columns, columnTypes } = await db.execute('SELECT * FROM t');
      expect([columns, columnTypes]).toEqual([
        ['i', 'f', 's', 'b', 'n'],
        ['INTEGER', 'REAL', 'TEXT', 'BLOB', ''],
      ]);
      const [row] = rows;
      expect([row!['i'], row!['f'], row!['s'], row!['n']]).toEqual([
        Number.MAX_SAFE_INTEGER,
        -1.5e-300,
        "a\u0000'\u{1f600}\n",
        null,
      ]);
      expect(new Uint8Array(row!['b'] as ArrayBuffer)).toEqual(bytes);
      expect(row!.length).toBe(5);
    });

    it('takes booleans, dates and bigints, and gives integers in the mode that is asked for', async () => {
      const args = [true, new Date(86_400_000), 2n ** 63n - 1n];
      const select = { sql: 'SELECT ? AS a, ? AS b, ? AS c', args };
      const read = async (intMode: IntMode) => ({ ...(await connect(undefined, intMode).execute(select)).rows[0] });
      expect(await read('bigint')).toEqual({ a: 1n, b: 86_400_000, c: 2n ** 63n - 1n });
      expect(await read('string')).toEqual({ a: '1', b: 86_400_000, c: '9223372036854775807' });
      expect(await rejection(read('number'))).toBeInstanceOf(RangeError);
    });

    it('binds names with each prefix, and numbers with gaps', async () => {
      const named = await db.execute({ sql: 'SELECT :a AS a, $b AS b, @c AS c', args: { a: 1, b: 'two', c: null } });
      expect(Object.values(named.rows[0]!)).toEqual([1, 'two', null]);
      const numbered = await db.execute({ sql: 'SELECT ?2 AS a, ?1 AS b', args: ['one', 'two'] });
      expect(Object.values(numbered.rows[0]!)).toEqual(['two', 'one']);
    });

    it('tells what a statement has changed', async () => {
      await db.execute('CREATE TABLE t (id INTEGER PRIMARY KEY, a)');
      const inserted = await db.execute("INSERT INTO t (a) VALUES ('x'), ('y')");
      expect([inserted.rowsAffected, inserted.lastInsertRowid]).toEqual([2, 2n]);
      const returned = await db.execute("UPDATE t SET a = 'z' WHERE id > 1 RETURNING id, a");
      expect([returned.rowsAffected, { ...returned.rows[0] }]).toEqual([1, { id: 2, a: 'z' }]);
    });

    it('runs a batch wholly or not at all', async () => {
      await db.batch(['CREATE TABLE t (a UNIQUE)', { sql: 'INSERT INTO t VALUES (?)', args: [1] }], 'write');
      const error = await rejection(
        db.batch(
          [
            { sql: 'INSERT INTO t VALUES (?)', args: [2] },
            { sql: 'INSERT INTO t VALUES (?)', args: [1] },
          ],
          'write',
        ),
      );
      expect(error).toMatchObject({ name: 'LibsqlBatchError', code: 'SQLITE_CONSTRAINT', statementIndex: 1 });
      const [counted, read] = await db.batch(['SELECT count(*) AS n FROM t', 'SELECT a FROM t'], 'read');
      expect([counted!.rows[0]!['n'], read!.rows.map(({ a }) => a)]).toEqual([1, [1]]);
    });

    it('keeps what an interactive transaction commits, and nothing of one that is rolled back or closed', async () => {
      await db.execute('CREATE TABLE t (a)');
      const committed = await db.transaction('write');
      await committed.execute("INSERT INTO t VALUES ('committed')");
      expect((await committed.execute('SELECT count(*) AS n FROM t')).rows[0]!['n']).toBe(1);
      expect((await db.execute('SELECT count(*) AS n FROM t')).rows[0]!['n']).toBe(0);
      await committed.commit();

      const rolledBack = await db.transaction('deferred');
      await rolledBack.batch(["INSERT INTO t VALUES ('rolled back')", "INSERT INTO t VALUES ('and this')"]);
      await rolledBack.rollback();

      const closed = await db.transaction('write');
      await closed.executeMultiple("INSERT INTO t VALUES ('closed'); INSERT INTO t VALUES ('twice')");
      closed.close();

      const reading = await db.transaction('read');
      expect((await reading.execute('SELECT a FROM t')).rows.map(({ a }) => a)).toEqual(['committed']);
      await reading.commit();
    });

    it('lets a transaction go on after a statement of it has failed', async () => {
      await db.execute('CREATE TABLE t (a UNIQUE)');
      const transaction = await db.transaction('write');
      await transaction.execute('INSERT INTO t VALUES (1)');
      expect(await rejection(transaction.execute('INSERT INTO t VALUES (1)'))).toMatchObject({
        code: 'SQLITE_CONSTRAINT',
      });
      await transaction.execute('INSERT INTO t VALUES (2)');
      await transaction.commit();
      expect((await db.execute('SELECT a FROM t')).rows.map(({ a }) => a)).toEqual([1, 2]);
    });

    it.each([
      ['SELECT * FROM missing', 'SQLITE_UNKNOWN', /no such table: missing/],
      ['SELECT missing', 'SQL_INPUT_ERROR', /no such column: missing/],
      ['SELEC 1', 'SQL_PARSE_ERROR', /could not be parsed/],
      ['', 'SQL_NO_STATEMENT', /./],
      ['SELECT 1; SELECT 2', 'SQL_MANY_STATEMENTS', /./],
      ["ATTACH 'x.db' AS x", 'SQL_PARSE_ERROR', /./],
      ["INSERT INTO c VALUES ('x')", 'SQLITE_CONSTRAINT', /CHECK/],
    ])('reports the error of %j as %s', async (sql, code, message) => {
      await db.execute('CREATE TABLE c (a CHECK (a > 9) CHECK (typeof(a) = 1))');
      const error = await rejection(db.execute(sql));
      expect(error).toMatchObject({ name: 'LibsqlError', code });
      expect(error.message).toMatch(message);
    });

    it('migrates a schema in one go, with foreign keys off', async () => {
      await db.migrate([
        'CREATE TABLE author (id INTEGER PRIMARY KEY)',
        'CREATE TABLE post (id INTEGER PRIMARY KEY, author INTEGER REFERENCES author)',
        'INSERT INTO post VALUES (1, 7)',
        'INSERT INTO author VALUES (7)',
      ]);
      const broken = await rejection(db.migrate(['CREATE TABLE more (a)', 'INSERT INTO missing VALUES (1)']));
      expect(broken.message).toContain('no such table: missing');
      const { rows } = await db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
      expect(rows.map(({ name }) => name)).toEqual(['author', 'post']);
      // They are on again afterwards.
      expect(await rejection(db.execute('INSERT INTO post VALUES (2, 8)'))).toMatchObject({
        code: 'SQLITE_CONSTRAINT',
        message: expect.stringContaining('FOREIGN KEY'),
      });
    });

    it('lets many write at once, each in a transaction of its own', async () => {
      await db.execute('CREATE TABLE counter (n INTEGER)');
      await db.execute('INSERT INTO counter VALUES (0)');
      await Promise.all(
        Array.from({ length: 12 }, async () => {
          const transaction = await db.transaction('write');
          const { rows } = await transaction.execute('SELECT n FROM counter');
          await transaction.execute({ sql: 'UPDATE counter SET n = ?', args: [Number(rows[0]!['n']) + 1] });
          await transaction.commit();
        }),
      );
      expect((await db.execute('SELECT n FROM counter')).rows[0]!['n']).toBe(12);
    });

    it('reads with a read-only token, and is refused when it writes', async () => {
      await db.executeMultiple('CREATE TABLE t (a); INSERT INTO t VALUES (1);');
      const reader = connect(await setting.mint(database, { authorization: 'read-only' }));
      expect((await reader.execute('SELECT a FROM t')).rows[0]!['a']).toBe(1);
      const error = await rejection(reader.execute('DELETE FROM t'));
      expect(error.name).toBe('LibsqlError');
      expect(error.message).toMatch(/403|forbidden|Write permission/i);
      expect((await reader.execute('SELECT count(*) AS n FROM t')).rows[0]!['n']).toBe(1);
    });

    it('is refused after a rotation, within a transaction as well, until it has a new token', async () => {
      await db.execute('CREATE TABLE t (a)');
      const transaction = await db.transaction('write');
      await transaction.execute('INSERT INTO t VALUES (1)');
      await setting.rotate(database);
      expect(await rejection(transaction.commit())).toBeInstanceOf(Error);
      expect(await rejection(db.execute('SELECT 1'))).toBeInstanceOf(Error);
      const renewed = connect(await setting.mint(database));
      expect((await renewed.execute('SELECT count(*) AS n FROM t')).rows[0]!['n']).toBe(0);
    });

    // A stream of a socket lives as long as the socket.
    it.skipIf(scheme === 'ws')('is told when its stream has ended on the clock', async () => {
      await db.execute('CREATE TABLE t (a)');
      const transaction = await db.transaction('write');
      await transaction.execute('INSERT INTO t VALUES (1)');
      await setting.advance('11s');
      const error = await rejection(transaction.commit());
      expect(error.message).toMatch(/expired/i);
      expect((await db.execute('SELECT count(*) AS n FROM t')).rows[0]!['n']).toBe(0);
    });
  });
}
