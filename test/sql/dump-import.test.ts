import { afterAll, describe, expect, it } from 'vitest';
import type { SqlValue } from '../../src/sql/engine.ts';
import { newContent, openPrepared, places, rows, stoppedClock, value } from './helpers.ts';

const bytesOf = (sql: string): Uint8Array => new TextEncoder().encode(sql);

/** A value as a dump writes it. */
function literal(each: SqlValue): string {
  if (each === null) return 'NULL';
  if (each instanceof Uint8Array) return `X'${Buffer.from(each).toString('hex')}'`;
  return typeof each === 'string' ? `'${each}'` : each.toString();
}

describe.each(places)('fill %s', (_name, createHost) => {
  const host = createHost();
  const engine = host.createEngine({ clock: stoppedClock() });
  afterAll(() => host.end());

  it('runs a dump as the shell of SQLite writes it', async () => {
    const content = newContent();
    const dump = `PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE child(id INTEGER PRIMARY KEY, parent REFERENCES parent(id));
INSERT INTO child VALUES(1,7);
CREATE TABLE parent(id INTEGER PRIMARY KEY AUTOINCREMENT);
INSERT INTO parent VALUES(7);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('parent',41);
ANALYZE sqlite_schema;
COMMIT;
`;
    expect(await engine.fill(content.id, bytesOf(dump))).toEqual({ type: 'loaded' });
    const stream = engine.open(content, 'full');
    expect(await value(stream, 'SELECT parent FROM child')).toBe(7n);
    expect(await rows(stream, 'INSERT INTO parent DEFAULT VALUES RETURNING id')).toEqual([[42n]]);
  });

  it('makes virtual tables from the schema that a dump writes', async () => {
    const source = await openPrepared(
      engine,
      "create virtual table doc using fts5(text); insert into doc values ('hello there'), ('good bye')",
    );
    const tables = await rows(source, "select name, sql from sqlite_schema where type = 'table' and name <> 'doc'");
    const shadows = await Promise.all(
      tables.map(async ([name, sql]) => {
        const all = await rows(source, `select * from "${String(name)}"`);
        return [
          `${String(sql)};`,
          ...all.map((row) => `INSERT INTO ${String(name)} VALUES(${row.map(literal).join()});`),
        ];
      }),
    );
    const dump = [
      'PRAGMA foreign_keys=OFF;',
      'BEGIN TRANSACTION;',
      'PRAGMA writable_schema=ON;',
      "INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','doc','doc',0,'CREATE VIRTUAL TABLE doc using fts5(text)');",
      ...shadows.flat(),
      'PRAGMA writable_schema=OFF;',
      'COMMIT;',
    ].join('\n');
    const content = newContent();
    expect(await engine.fill(content.id, bytesOf(dump))).toEqual({ type: 'loaded' });
    expect(await value(engine.open(content, 'full'), "SELECT text FROM doc WHERE doc MATCH 'hello'")).toBe(
      'hello there',
    );
  });

  it('refuses SQL that fails, names the line, and makes nothing', async () => {
    const content = newContent();
    const sql = 'CREATE TABLE t(a UNIQUE);\n\nINSERT INTO t VALUES(1);\nINSERT INTO t\n  VALUES(1);';
    expect(await engine.fill(content.id, bytesOf(sql))).toEqual({
      type: 'refused',
      reason: 'line 4: UNIQUE constraint failed: t.a',
    });
    expect(await engine.bytes(content)).toBeUndefined();
  });

  it.each([
    ['that cannot be parsed', 'SELEKT 1', 'SQL string could not be parsed: syntax error around L1:7: `SELEKT`'],
    ['that leads out of the database', "ATTACH 'x' AS y", 'unsupported statement'],
    ['whose transaction has no end', 'BEGIN; CREATE TABLE t(a);', 'it begins a transaction and does not end it'],
    [
      'that spoils the schema',
      "PRAGMA writable_schema=ON; INSERT INTO sqlite_schema VALUES('table','t','t',99,'CREATE TABLE t(a)');",
      'malformed database schema',
    ],
  ])('refuses a dump %s', async (_what, sql, reason) => {
    const result = await engine.fill(newContent().id, bytesOf(sql));
    expect(result).toMatchObject({ type: 'refused', reason: expect.stringContaining(reason) as string });
  });

  it('refuses bytes that are not UTF-8', async () => {
    expect(await engine.fill(newContent().id, Uint8Array.of(0x2d, 0x2d, 0xff))).toEqual({
      type: 'refused',
      reason: 'it is not UTF-8',
    });
  });

  it('begins with the rows of another content, which stays as it is', async () => {
    const stream = await openPrepared(engine, 'create table t(a); insert into t values (1)');
    const content = newContent();
    expect(await engine.fill(content.id, bytesOf('INSERT INTO t VALUES (2);'), stream.content)).toEqual({
      type: 'loaded',
    });
    expect(await value(engine.open(content, 'full'), 'SELECT group_concat(a) FROM t')).toBe('1,2');
    expect(await value(stream, 'SELECT group_concat(a) FROM t')).toBe('1');
  });

  it('serves other contents while a long dump runs', async () => {
    const stream = await openPrepared(engine, 'create table t(a)');
    const dump = `CREATE TABLE t(a);\n${'INSERT INTO t VALUES(1);\n'.repeat(20_000)}`;
    const content = newContent();
    let isFilled = false;
    const filled = engine.fill(content.id, bytesOf(dump)).then(() => (isFilled = true));
    expect(await value(stream, 'SELECT count(*) FROM t')).toBe(0n);
    expect(isFilled).toBe(false);
    await filled;
    expect(await value(engine.open(content, 'full'), 'SELECT count(*) FROM t')).toBe(20_000n);
  });
});
