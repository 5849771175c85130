import { afterAll, describe, expect, it } from 'vitest';
import {
  errorOf,
  newContent,
  openPrepared,
  outcomes,
  places,
  resultOf,
  rows,
  run,
  step,
  stoppedClock,
  value,
} from './helpers.ts';

describe.each(places)('run %s', (_name, createHost) => {
  const host = createHost();
  const engine = host.createEngine({ clock: stoppedClock() });
  afterAll(() => host.end());

  const people = `create table p(id integer primary key, name text not null, age int);
    insert into p(name, age) values ('ann', 30), ('bob', 41), ('eve', null)`;

  it('answers columns, rows and types', async () => {
    const stream = await openPrepared(engine, people);
    const result = resultOf(
      await run(stream, 'select id, name, age + 0.5 as more from p where id < ? order by id', 3n),
    );
    expect(result.columns).toEqual([
      { name: 'id', decltype: 'INTEGER' },
      { name: 'name', decltype: 'TEXT' },
      { name: 'more', decltype: undefined },
    ]);
    expect(result.rows).toEqual([
      [1n, 'ann', 30.5],
      [2n, 'bob', 41.5],
    ]);
    expect(result).toMatchObject({ affectedRows: 0, lastInsertRowid: undefined });
  });

  it('answers what an INSERT, an UPDATE and a DELETE changed', async () => {
    const stream = await openPrepared(engine, people);
    expect(resultOf(await run(stream, "insert into p(name) values ('x'), ('y')"))).toMatchObject({
      affectedRows: 2,
      lastInsertRowid: 5n,
      columns: [],
    });
    expect(resultOf(await run(stream, 'update p set age = 1'))).toMatchObject({
      affectedRows: 5,
      lastInsertRowid: undefined,
    });
    const deleted = resultOf(await run(stream, 'delete from p where id > 3 returning name'));
    expect(deleted.rows).toEqual([['x'], ['y']]);
    expect(deleted.affectedRows).toBe(2);
  });

  it('counts only the changes of its own stream', async () => {
    const first = await openPrepared(engine, people);
    await run(first, "insert into p(name) values ('first')");
    first.close();
    const second = engine.open(first.content, 'full');
    expect(resultOf(await run(second, "insert or ignore into p(id, name) values (1, 'no')")).lastInsertRowid).toBe(0n);
    expect(await rows(second, 'select changes(), last_insert_rowid(), total_changes()')).toEqual([[0n, 0n, 0n]]);
    await run(second, "insert into p(name) values ('a'), ('b')");
    const counts = resultOf(await run(second, 'select changes(), last_insert_rowid(), total_changes()'));
    expect(counts.rows).toEqual([[2n, 6n, 2n]]);
    expect(counts.columns.map(({ name }) => name)).toEqual(['changes()', 'last_insert_rowid()', 'total_changes()']);
  });

  it('gives an upsert and a table without rowids no rowid of another stream', async () => {
    const first = await openPrepared(engine, `${people}; create table w(k text primary key) without rowid`);
    await run(first, "insert into p(name) values ('first')");
    first.close();
    const upsert = engine.open(first.content, 'full');
    const sql = "insert into p(id, name) values (1, 'x') on conflict(id) do update set name = 'y'";
    expect(resultOf(await run(upsert, sql)).lastInsertRowid).toBe(0n);
    upsert.close();
    const other = engine.open(first.content, 'full');
    expect(resultOf(await run(other, "insert into w values ('a')")).lastInsertRowid).toBe(0n);
  });

  it('gives an upsert in a transaction the rowid of the row that it adds, and none of another stream', async () => {
    const first = await openPrepared(engine, people);
    await run(first, "insert into p(name) values ('first')");
    first.close();
    const rowidOf = async (id: number): Promise<bigint | undefined> => {
      const stream = engine.open(first.content, 'full');
      await run(stream, 'begin');
      const sql = `insert into p(id, name) values (${id}, 'x') on conflict(id) do update set name = 'y'`;
      const { lastInsertRowid } = resultOf(await run(stream, sql));
      await run(stream, 'rollback');
      stream.close();
      return lastInsertRowid;
    };
    // The second one adds a row with the rowid that the first one had, which was rolled back.
    expect([await rowidOf(9), await rowidOf(9), await rowidOf(1)]).toEqual([9n, 9n, 0n]);
  });

  it.each(['; select 1', '-- one\n;; select 1', '/* ; */ ;select 1'])('runs %j', async (sql) => {
    expect(await rows(await openPrepared(engine, people), sql)).toEqual([[1n]]);
  });

  it('leaves rows away that nobody wants', async () => {
    const stream = await openPrepared(engine, people);
    const program = { type: 'steps', steps: [{ sql: 'select * from p', wantRows: false }] } as const;
    const result = resultOf(await stream.run(program));
    expect(result.rows).toEqual([]);
    expect(result.columns).toHaveLength(3);
  });

  it('goes on after a step that failed, as the conditions say', async () => {
    const stream = await openPrepared(engine, people);
    const result = await stream.run({
      type: 'steps',
      steps: [
        step('select * from nope'),
        step('select 1'),
        { ...step('select 2'), condition: { type: 'ok', step: 0 } },
        { ...step('select 3'), condition: { type: 'error', step: 2 } },
        { ...step('select 4'), condition: { type: 'not', condition: { type: 'isAutocommit' } } },
      ],
    });
    expect(outcomes(result).map(({ type }) => type)).toEqual(['error', 'ok', 'skipped', 'ok', 'skipped']);
  });

  it('runs a script up to the first statement that fails', async () => {
    const stream = await openPrepared(engine, people);
    const sql = "delete from p where id = 1; insert into p(id, name) values (2, 'twice'); delete from p";
    const result = await stream.run({ type: 'script', sql });
    expect(outcomes(result).map(({ type }) => type)).toEqual(['ok', 'error']);
    expect(await value(stream, 'select count(*) from p')).toBe(2n);
  });

  it('runs nothing of a program that holds a text that is no SQL', async () => {
    const stream = await openPrepared(engine, people);
    const result = await stream.run({ type: 'steps', steps: [step('delete from p'), step('selec 1')] });
    expect(result).toMatchObject({ type: 'failed', error: { code: 'SQL_PARSE_ERROR', offset: 0 } });
    expect(await value(stream, 'select count(*) from p')).toBe(3n);
  });

  it('refuses no statement, many statements and both kinds of arguments', async () => {
    const stream = engine.open(newContent(), 'full');
    expect(errorOf(await run(stream, ' -- nothing')).code).toBe('SQL_NO_STATEMENT');
    expect(errorOf(await run(stream, 'select 1; select 2')).code).toBe('SQL_MANY_STATEMENTS');
    const both = { positional: [1n], named: [{ name: 'a', value: 1n }] };
    const result = await stream.run({ type: 'steps', steps: [{ sql: 'select :a', arguments: both }] });
    expect(errorOf(result).code).toBe('ARGS_BOTH_POSITIONAL_AND_NAMED');
  });

  it.each([
    ['select * from nope', 'SQLITE_UNKNOWN', undefined],
    ['select zz from p', 'SQL_INPUT_ERROR', undefined],
    ["insert into p(id, name) values (1, 'x')", 'SQLITE_CONSTRAINT', 'SQLITE_CONSTRAINT_PRIMARYKEY'],
    ['insert into p(name) values (null)', 'SQLITE_CONSTRAINT', 'SQLITE_CONSTRAINT_NOTNULL'],
    ["select json('{')", 'SQLITE_UNKNOWN', undefined],
    ['select zeroblob(20000000)', 'SQLITE_TOOBIG', undefined],
  ])('names the error of %s', async (sql, code, extendedCode) => {
    const stream = await openPrepared(engine, people);
    expect(errorOf(await run(stream, sql))).toMatchObject(extendedCode ? { code, extendedCode } : { code });
  });

  it.each([
    ['select 1 as a, nope from p', 'no such column: nope', 15],
    ['select p.nope from p', 'no such column: p.nope', 7],
    ['select "nope"', 'no such column: nope', 7],
    ['select id from p a join p b', 'ambiguous column name: id', 7],
    ["select 'é', nope('x')", 'no such function: nope', 13],
    ['select ?1, ?32767', 'variable number must be between ?1 and ?32766', 11],
    ['create table p(a)', 'table p already exists', 13],
  ])('tells the place of the error in %s', async (sql, message, bytes) => {
    const stream = await openPrepared(engine, people);
    const error = errorOf(await run(stream, sql));
    expect(error.message).toBe(`SQL input error: ${message} (at offset ${bytes})`);
  });

  it('keeps the rows before an error for cursors', async () => {
    const stream = engine.open(newContent(), 'full');
    const sql = "select case when value = 3 then json('{') else value end from json_each('[1,2,3,4]')";
    const [outcome] = outcomes(await run(stream, sql));
    expect(outcome).toMatchObject({ type: 'error', partial: { rows: [[1n], [2n]] } });
  });

  it('keeps programs of one stream in order', async () => {
    const stream = await openPrepared(engine, 'create table t(a)');
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, index) => run(stream, 'insert into t values (?)', BigInt(index))),
    );
    expect(all.map((result) => resultOf(result).lastInsertRowid)).toEqual(all.map((_, index) => BigInt(index + 1)));
  });

  it('is expired after it was closed', async () => {
    const stream = engine.open(newContent(), 'full');
    stream.close();
    stream.close();
    expect(await run(stream, 'select 1')).toEqual({ type: 'expired' });
    expect(await stream.describe('select 1')).toEqual({ type: 'expired' });
  });

  it('knows whether closing the stream would lose something', async () => {
    const stream = await openPrepared(engine, people);
    expect(await run(stream, 'select 1')).toMatchObject({ autocommit: true, pristine: true });
    expect(await run(stream, 'pragma foreign_keys = off')).toMatchObject({ autocommit: true, pristine: false });
    expect(await run(stream, 'pragma foreign_keys = on')).toMatchObject({ autocommit: true, pristine: true });
    expect(await run(stream, 'begin')).toMatchObject({ autocommit: false, pristine: false });
    expect(await run(stream, 'commit')).toMatchObject({ autocommit: true, pristine: true });
  });

  it('gives a new stream a connection as new', async () => {
    const first = await openPrepared(engine, people);
    await run(first, 'pragma foreign_keys = off');
    await run(first, 'begin');
    await run(first, 'delete from p');
    first.close();
    const second = engine.open(first.content, 'full');
    expect(await value(second, 'pragma foreign_keys')).toBe(1n);
    expect(await value(second, 'select count(*) from p')).toBe(3n);
  });

  it('sees new columns in a statement that it ran before', async () => {
    const stream = await openPrepared(engine, people);
    expect(resultOf(await run(stream, 'select * from p')).columns).toHaveLength(3);
    const other = engine.open(stream.content, 'full');
    await run(other, 'alter table p add column note');
    const { columns, rows: found } = resultOf(await run(stream, 'select * from p'));
    expect(columns.at(-1)).toEqual({ name: 'note', decltype: undefined });
    expect(found[0]).toHaveLength(4);
  });

  it('blocks what is above its quota', async () => {
    const stream = await openPrepared(engine, people);
    const program = { type: 'steps', steps: [step('select 1'), step('delete from p'), step('rollback')] } as const;
    const writes = outcomes(await stream.run(program, { blocked: { reads: false, writes: true } }));
    expect(writes[0]!.type).toBe('ok');
    expect(writes[1]).toMatchObject({
      error: {
        code: 'BLOCKED',
        message:
          'Operation was blocked: SQL write operations are forbidden (writes are blocked, do you need to upgrade your plan?)',
      },
    });
    const reads = outcomes(await stream.run(program, { blocked: { reads: true, writes: true } }));
    expect(reads[0]).toMatchObject({ error: { code: 'BLOCKED' } });
  });
});
