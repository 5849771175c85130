import { type Connection, connect, DatabaseError } from '@tursodatabase/serverless';
import { createClient, LibsqlError } from '@tursodatabase/serverless/compat';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, rejection, useServer } from './setting.ts';

export function serverless(): void {
  describe('@tursodatabase/serverless', () => {
    const setting = useServer();
    let database: Database;
    let db: Connection;
    beforeEach(async () => {
      database = await setting.create();
      db = connect(database);
      await db.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, a UNIQUE, b BLOB)');
    });
    afterEach(() => db.close());

    it('takes a URL without a slash at its end', async () => {
      const other = connect({ ...database, url: database.url.replace(/\/$/, '') });
      expect(await other.get('SELECT 1 AS one')).toEqual({ one: 1 });
      await other.close();
    });

    it('prepares a statement, and runs, gets, lists and iterates with it', async () => {
      const insert = await db.prepare('INSERT INTO t (a, b) VALUES (?, ?)');
      expect(insert.reader).toBe(false);
      expect(await insert.run(['x', Buffer.from([1, 2])])).toMatchObject({ changes: 1, lastInsertRowid: 1 });
      await insert.run(['y', null]);
      const select = await db.prepare('SELECT a, b FROM t ORDER BY id');
      expect(select.columns()).toMatchObject([{ name: 'a' }, { name: 'b', type: 'BLOB' }]);
      const [first, second] = await select.all();
      expect([first.a, [...first.b], second]).toEqual(['x', [1, 2], { a: 'y', b: null }]);
      expect(await select.raw().get()).toHaveLength(2);
      const seen: unknown[] = [];
      for await (const row of (await db.prepare('SELECT a FROM t ORDER BY id')).iterate()) seen.push(row.a);
      expect(seen).toEqual(['x', 'y']);
    });

    it('gives whole numbers beyond 2^53 when it is asked for safe ones', async () => {
      const statement = await db.prepare('SELECT 9223372036854775807 AS n');
      expect(await statement.safeIntegers().get()).toEqual({ n: 2n ** 63n - 1n });
    });

    it('binds names', async () => {
      const statement = await db.prepare('SELECT :a AS a, $b AS b');
      expect(await statement.get({ a: 1, b: 'two' })).toEqual({ a: 1, b: 'two' });
    });

    it('commits what a transaction does, and rolls back when it throws', async () => {
      const insert = db.transactionAsync(async (tx, a: string) => {
        await tx.run('INSERT INTO t (a) VALUES (?)', a);
        if (a === 'bad') throw new Error('not this one');
      });
      await insert('good');
      expect((await rejection(insert('bad'))).message).toBe('not this one');
      expect(await db.all('SELECT a FROM t')).toEqual([{ a: 'good' }]);
      expect(db.inTransaction).toBe(false);
    });

    it('runs a batch wholly or not at all', async () => {
      const error = await rejection(
        db.batch([{ sql: 'INSERT INTO t (a) VALUES (?)', args: ['x'] }, "INSERT INTO t (a) VALUES ('x')"], 'write'),
      );
      expect(error).toMatchObject({ code: 'SQLITE_CONSTRAINT' });
      expect(await db.get('SELECT count(*) AS n FROM t')).toEqual({ n: 0 });
    });

    it.each([
      ['SELECT * FROM missing', 'SQLITE_UNKNOWN'],
      ['SELECT missing', 'SQL_INPUT_ERROR'],
      ['SELEC 1', 'SQL_PARSE_ERROR'],
      ['INSERT INTO t VALUES (1, 1, 1), (1, 1, 1)', 'SQLITE_CONSTRAINT'],
    ])('reports the error of %j as %s', async (sql, code) => {
      const error = await rejection(db.run(sql));
      expect(error).toBeInstanceOf(DatabaseError);
      expect(error).toMatchObject({ code });
    });

    it('is refused with a read-only token, and after a rotation', async () => {
      const reader = connect({ ...database, authToken: await setting.mint(database, { authorization: 'read-only' }) });
      expect(await reader.get('SELECT count(*) AS n FROM t')).toEqual({ n: 0 });
      expect((await rejection(reader.run('DELETE FROM t'))).message).toMatch(/403|forbidden/i);
      await setting.rotate(database);
      expect((await rejection(reader.get('SELECT 1'))).message).toMatch(/401|Unauthorized/i);
      await reader.close();
    });

    it('speaks as @libsql/client does, by its compatible module', async () => {
      const client = createClient(database);
      await client.batch([{ sql: 'INSERT INTO t (a) VALUES (?)', args: ['x'] }], 'write');
      const { rows, columns } = await client.execute('SELECT a FROM t');
      expect([columns, rows[0]!['a']]).toEqual([['a'], 'x']);
      expect(await rejection(client.execute('SELECT missing'))).toBeInstanceOf(LibsqlError);
      client.close();
    });
  });
}
