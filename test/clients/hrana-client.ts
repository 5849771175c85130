import * as hrana from '@libsql/hrana-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, rejection, useServer } from './setting.ts';

type Version = 2 | 3;
type Open = (database: Database, version: Version) => hrana.HttpClient | hrana.WsClient;

const overHttp: Open = ({ url, authToken }, version) => hrana.openHttp(url, authToken, undefined, undefined, version);
const overSocket: Open = ({ url, authToken }, version) => hrana.openWs(url.replace(/^http/, 'ws'), authToken, version);

// Over HTTP the client looks for version 3 in protobuf alone, and takes version 2 where there is none.
const ways: readonly (readonly [name: string, open: Open, version: Version])[] = [
  ['HTTP, version 2', overHttp, 2],
  ['HTTP, version 3', overHttp, 3],
  ['WebSocket, version 2', overSocket, 2],
  ['WebSocket, version 3', overSocket, 3],
];

export function hranaClient(): void {
  describe.each(ways)('@libsql/hrana-client over %s', (name, open, version) => {
    const setting = useServer();
    let database: Database;
    let client: ReturnType<Open>;
    let stream: hrana.Stream;
    beforeEach(async () => {
      database = await setting.create();
      client = open(database, version);
      client.intMode = 'bigint';
      await client.getVersion();
      stream = client.openStream();
      await stream.run('CREATE TABLE t (id INTEGER PRIMARY KEY, a UNIQUE)');
    });
    afterEach(() => client.close());

    it('runs statements, and tells what they changed', async () => {
      const result = await stream.run(["INSERT INTO t (a) VALUES (?), ('y')", ['x']]);
      expect([result.affectedRowCount, result.lastInsertRowid]).toEqual([2, 2n]);
      expect((await stream.queryValue(['SELECT a FROM t WHERE id = :id', { id: 1 }])).value).toBe('x');
      expect((await stream.query('SELECT id FROM t')).rows.map(({ id }) => id)).toEqual([1n, 2n]);
    });

    it('describes a statement', async () => {
      const described = await stream.describe('SELECT id, a AS b FROM t WHERE a = :a AND id > ?');
      expect(described).toMatchObject({ isExplain: false, isReadonly: true });
      expect(described.columns.map((column) => column.name)).toEqual(['id', 'b']);
      expect(described.paramNames).toEqual([':a', undefined]);
    });

    it('runs a sequence up to what fails in it', async () => {
      await stream.sequence("INSERT INTO t (a) VALUES ('x'); INSERT INTO t (a) VALUES ('y')");
      const error = await rejection(
        stream.sequence("INSERT INTO t (a) VALUES ('z'); INSERT INTO t (a) VALUES ('z'); DELETE FROM t"),
      );
      expect(error).toMatchObject({ code: 'SQLITE_CONSTRAINT' });
      expect((await stream.queryValue('SELECT count(*) FROM t')).value).toBe(3n);
    });

    it('runs the steps of a batch whose conditions hold', async () => {
      const batch = stream.batch(false);
      const first = batch.step();
      const inserted = first.run("INSERT INTO t (a) VALUES ('x')");
      const second = batch.step().condition(hrana.BatchCond.ok(first));
      const failed = rejection(second.run("INSERT INTO t (a) VALUES ('x')"));
      const skipped = batch.step().condition(hrana.BatchCond.ok(second)).run('DELETE FROM t');
      const both = hrana.BatchCond.and(batch, [
        hrana.BatchCond.error(second),
        hrana.BatchCond.not(hrana.BatchCond.error(first)),
      ]);
      const counted = batch.step().condition(both).queryValue('SELECT count(*) FROM t');
      await batch.execute();
      expect((await inserted)?.affectedRowCount).toBe(1);
      expect(await failed).toMatchObject({ code: 'SQLITE_CONSTRAINT' });
      expect(await skipped).toBeUndefined();
      expect((await counted)?.value).toBe(1n);
    });

    it('sends the text of a statement once, and runs it often', async () => {
      const owner = client instanceof hrana.WsClient ? client : (stream as hrana.HttpStream);
      const insert = owner.storeSql('INSERT INTO t (a) VALUES (?)');
      for (const a of ['x', 'y', 'z']) await stream.run(new hrana.Stmt(insert).bindIndexes([a]));
      insert.close();
      expect((await stream.queryValue('SELECT count(*) FROM t')).value).toBe(3n);
    });

    it('keeps a transaction on a stream apart from other streams', async () => {
      await stream.run('BEGIN IMMEDIATE');
      await stream.run("INSERT INTO t (a) VALUES ('x')");
      const other = client.openStream();
      expect((await other.queryValue('SELECT count(*) FROM t')).value).toBe(0n);
      await stream.run('COMMIT');
      expect((await other.queryValue('SELECT count(*) FROM t')).value).toBe(1n);
      other.close();
    });

    it.skipIf(name !== 'WebSocket, version 3')('asks whether a transaction is open', async () => {
      expect(await stream.getAutocommit()).toBe(true);
      await stream.run('BEGIN');
      expect(await stream.getAutocommit()).toBe(false);
    });

    it('rolls back when a stream is closed', async () => {
      await stream.run('BEGIN');
      await stream.run("INSERT INTO t (a) VALUES ('x')");
      stream.closeGracefully();
      const other = client.openStream();
      expect((await other.queryValue('SELECT count(*) FROM t')).value).toBe(0n);
    });

    it('hands on the code of an error', async () => {
      const error = await rejection(stream.query('SELECT * FROM missing'));
      expect(error).toBeInstanceOf(hrana.ResponseError);
      expect(error).toMatchObject({ code: 'SQLITE_UNKNOWN', message: expect.stringContaining('missing') });
    });

    it('refuses a token of another database', async () => {
      const other = await setting.create();
      const stranger = open({ ...database, authToken: other.authToken }, version);
      const error = await rejection(stranger.openStream().query('SELECT 1'));
      expect(error.message).toMatch(/Unauthorized|JWT|401/);
      stranger.close();
    });
  });
}
