import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClock } from '../../../src/sandbox/clock/clock.ts';
import type { Engine, EngineHost } from '../../../src/sql/engine.ts';
import { createInProcessHost } from '../../../src/sql/local/in-process-host.ts';
import { createSqldHost } from '../../../src/sql/sqld/engine-host.ts';
import { onStream } from '../../../src/sql/transfer/connection.ts';
import { transfer } from '../../../src/sql/transfer/transfer.ts';
import { program, type Sqld, startSqld } from '../../sqld/server.ts';
import { errorOf, newContent, prepare, rows, run, stoppedClock, value } from '../helpers.ts';

/** Everything that a transfer treats in its own way. */
const everyKind = `
  CREATE TABLE plain (a, b TEXT);
  INSERT INTO plain (rowid, a, b) VALUES (-5, 1.5, 'x'), (7, x'00ff', NULL), (9223372036854775807, 9e999, 'é');
  CREATE TABLE keyed (id INTEGER PRIMARY KEY AUTOINCREMENT, parent INT REFERENCES keyed (id), twice AS (id * 2));
  INSERT INTO keyed (id, parent) VALUES (40, NULL), (41, 40);
  DELETE FROM keyed WHERE id = 41;
  CREATE TABLE pair (a TEXT, b INT, note, PRIMARY KEY (a, b)) WITHOUT ROWID;
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 500) INSERT INTO pair SELECT i % 7, i, 'n' FROM n;
  CREATE VIRTUAL TABLE words USING fts5(text);
  INSERT INTO words VALUES ('one two'), ('two three');
  CREATE INDEX by_note ON pair (note);
  CREATE VIEW count_of_pairs AS SELECT count(*) AS n FROM pair;
  CREATE TRIGGER no_more BEFORE INSERT ON pair BEGIN SELECT RAISE(ABORT, 'no more'); END;
  PRAGMA user_version = 12;
`;

describe.skipIf(program === undefined)('an engine on a libSQL server', { timeout: 60_000 }, () => {
  let sqld: Sqld;
  let host: EngineHost;
  let engine: Engine;
  beforeAll(async () => {
    sqld = await startSqld();
    host = createSqldHost(sqld, createInProcessHost());
    engine = host.createEngine({ clock: stoppedClock() });
  });
  afterAll(async () => {
    await host.end();
    await sqld.close();
  });

  it('is empty before its first SQL, and runs its initial SQL once', async () => {
    const empty = newContent();
    expect([await engine.size(empty), await engine.bytes(empty), await engine.tables(empty)]).toEqual([
      0,
      undefined,
      [],
    ]);
    const content = newContent("create table t(a); insert into t values ('first')");
    const all = await Promise.all([1, 2, 3].map(() => value(engine.open(content, 'full'), 'select count(*) from t')));
    expect(all).toEqual([1n, 1n, 1n]);
    const broken = newContent('create table t(a); insert into nope values (1)');
    expect(errorOf(await run(engine.open(broken, 'full'), 'select 1')).message).toContain('no such table: nope');
  });

  it('copies all kinds of tables there and back with their rowids, sequences and triggers', async () => {
    const local = createInProcessHost();
    const here = local.createEngine({ clock: stoppedClock() });
    const [start, there, back] = [newContent(), newContent(), newContent()];
    await prepare(here, start, everyKind);
    const [first, second, third] = [here.open(start, 'full'), engine.open(there, 'full'), here.open(back, 'full')];
    const copied = await transfer(onStream(first), onStream(second));
    expect(copied).toEqual([
      { name: 'plain', rows: 3 },
      { name: 'keyed', rows: 1 },
      { name: 'pair', rows: 500 },
      { name: 'words', rows: 2 },
    ]);
    await transfer(onStream(second), onStream(third));
    for (const sql of [
      'SELECT rowid, * FROM plain ORDER BY rowid',
      'SELECT * FROM keyed',
      'SELECT * FROM pair ORDER BY a, b',
      'SELECT seq FROM sqlite_sequence',
      "SELECT rowid FROM words WHERE words MATCH 'two'",
      'SELECT n FROM count_of_pairs',
      'PRAGMA user_version',
    ]) {
      expect(await rows(second, sql)).toEqual(await rows(first, sql));
      expect(await rows(third, sql)).toEqual(await rows(first, sql));
    }
    expect(errorOf(await run(second, "INSERT INTO pair VALUES ('z', 1, 1)")).message).toContain('no more');
    await expect(transfer(onStream(first), onStream(second))).rejects.toThrow('the target is not empty: it has plain');
    await local.end();
  });

  it('gives its rows as a SQLite file and takes them from one', async () => {
    const content = newContent();
    await prepare(engine, content, everyKind);
    const bytes = await engine.bytes(content);
    const other = newContent();
    expect(await engine.load(other.id, bytes!)).toEqual({ type: 'loaded' });
    expect(await value(engine.open(other, 'read-only'), 'select count(*) from pair')).toBe(500n);
    expect((await engine.load(other.id, Buffer.from('no database'))).type).toBe('refused');
    expect(await value(engine.open(other, 'read-only'), 'select count(*) from pair')).toBe(500n);
  });

  it('refuses what leads out of a database, in any spelling', async () => {
    const stream = engine.open(newContent(), 'full');
    for (const sql of [
      "SELECT ReadFile('/etc/hostname')",
      `SELECT "writefile" /**/ ('/tmp/x', 'y')`,
      "SELECT * FROM [fsdir]('/')",
      "SELECT * FROM 'sqlite_dbpage'",
      "CREATE VIEW v AS SELECT readfile('/etc/hostname')",
      "SELECT sha3_query('ATTACH ''/tmp/x'' AS y')",
      "ATTACH '/tmp/x' AS y",
    ]) {
      expect(errorOf(await run(stream, sql)).code).toBe('SQL_PARSE_ERROR');
    }
    expect(await value(stream, "SELECT 'readfile(1)'")).toBe('readfile(1)');
  });

  it("runs libSQL's own SQL", async () => {
    const stream = engine.open(newContent(), 'full');
    await run(stream, 'CREATE TABLE movie (title TEXT, embedding F32_BLOB(2)) RANDOM ROWID');
    await run(stream, 'CREATE INDEX nearest ON movie (libsql_vector_idx(embedding))');
    await run(stream, "INSERT INTO movie VALUES ('a', vector('[1,2]')), ('b', vector('[8,9]'))");
    const found = "SELECT title FROM vector_top_k('nearest', '[7,9]', 1) JOIN movie ON movie.rowid = id";
    expect(await value(stream, found)).toBe('b');
    await run(stream, 'ALTER TABLE movie ALTER COLUMN title TO title TEXT NOT NULL');
    expect(errorOf(await run(stream, 'INSERT INTO movie (title) VALUES (NULL)')).code).toBe('SQLITE_CONSTRAINT');
  });

  it('refuses the current time while the clock shows another, and fine-grained rights', async () => {
    const content = newContent();
    await prepare(engine, content, 'CREATE TABLE t (a, at DEFAULT CURRENT_TIMESTAMP)');
    const stream = engine.open(content, 'full');
    for (const sql of ["SELECT datetime('now')", 'SELECT date()', 'INSERT INTO t VALUES (1, CURRENT_TIMESTAMP)']) {
      expect(errorOf(await run(stream, sql)).code).toBe('CLOCK_MOVED');
    }
    expect(await value(stream, "SELECT date('2020-01-31', '+1 day')")).toBe('2020-02-01');
    const real = host.createEngine({ clock: createClock({ offset: 0, stoppedAt: undefined }) });
    expect((await rows(real.open({ id: randomUUID() }, 'full'), "SELECT datetime('now')")).length).toBe(1);
    await real.end();
    const limited = engine.open(content, { rules: [{ tables: null, actions: ['data_read'] }] });
    expect(errorOf(await run(limited, 'SELECT * FROM t')).code).toBe('SQLITE_AUTH');
  });
});
