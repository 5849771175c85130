import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { errorOf, newContent, openPrepared, places, prepare, resultOf, run, stoppedClock, value } from './helpers.ts';

describe.each(places)('contents %s', (_name, createHost) => {
  const host = createHost();
  const clock = stoppedClock();
  const engine = host.createEngine({ clock });
  const directory = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
  afterAll(async () => {
    await host.end();
    rmSync(directory, { recursive: true });
  });

  it('is empty before its first SQL', async () => {
    const content = newContent();
    expect(await engine.size(content)).toBe(0);
    expect(await engine.bytes(content)).toBeUndefined();
    expect(await engine.tables(content)).toEqual([]);
    expect(await value(engine.open(content, 'read-only'), 'select count(*) from sqlite_schema')).toBe(0n);
  });

  it('is filled once by its initial SQL', async () => {
    const content = newContent("create table t(a); insert into t values ('first')");
    const all = await Promise.all([1, 2, 3].map(() => value(engine.open(content, 'full'), 'select count(*) from t')));
    expect(all).toEqual([1n, 1n, 1n]);
    await run(engine.open(content, 'full'), 'delete from t');
    expect(await value(engine.open(content, 'full'), 'select count(*) from t')).toBe(0n);
  });

  it('stays without a file when its initial SQL fails', async () => {
    const content = newContent('create table t(a); insert into nope values (1)');
    const stream = engine.open(content, 'full');
    expect(errorOf(await run(stream, 'select 1')).message).toContain('no such table: nope');
    expect(errorOf(await run(stream, 'select * from t')).message).toContain('no such table: nope');
  });

  it('goes with its rows when it is removed', async () => {
    const stream = await openPrepared(engine, 'create table t(a)');
    await run(stream, 'begin immediate');
    await engine.remove(stream.content.id);
    expect(await run(stream, 'select 1')).toEqual({ type: 'expired' });
    expect(await engine.size(stream.content)).toBe(0);
    expect(await value(engine.open(stream.content, 'full'), 'select count(*) from sqlite_schema')).toBe(0n);
    await engine.remove('never-there');
  });

  it('ends the streams of one content', async () => {
    const stream = await openPrepared(engine, 'create table t(a)');
    const other = await openPrepared(engine, 'create table t(a)');
    const writer = engine.open(stream.content, 'full');
    await run(writer, 'begin immediate');
    const waiting = run(stream, 'insert into t values (1)');
    engine.endStreams(stream.content.id);
    expect(await waiting).toEqual({ type: 'expired' });
    expect(await run(writer, 'commit')).toEqual({ type: 'expired' });
    expect((await run(other, 'select 1')).type).toBe('done');
    expect(await value(engine.open(stream.content, 'full'), 'select count(*) from t')).toBe(0n);
  });

  it('is copied with the rows that are committed', async () => {
    const stream = await openPrepared(engine, "create table t(a); insert into t values ('kept')");
    await run(stream, 'begin');
    await run(stream, "insert into t values ('not yet')");
    const copy = newContent();
    await engine.copy(stream.content, copy);
    expect(await value(engine.open(copy, 'full'), 'select group_concat(a) from t')).toBe('kept');
    await run(engine.open(copy, 'full'), 'delete from t');
    await run(stream, 'commit');
    expect(await value(stream, 'select count(*) from t')).toBe(2n);
  });

  it('comes back from its bytes', async () => {
    const stream = await openPrepared(engine, "create table t(a); create index i on t(a); insert into t values ('x')");
    const bytes = (await engine.bytes(stream.content))!;
    expect(Buffer.from(bytes).subarray(0, 15).toString()).toBe('SQLite format 3');
    const other = await openPrepared(engine, 'create table old(a)');
    expect(await engine.load(other.content.id, bytes)).toEqual({ type: 'loaded' });
    expect(await run(other, 'select 1')).toEqual({ type: 'expired' });
    const loaded = engine.open(other.content, 'full');
    expect(await value(loaded, 'select a from t')).toBe('x');
    expect(errorOf(await run(loaded, 'select * from old')).message).toContain('no such table');
    expect(resultOf(await run(loaded, "insert into t values ('y')")).affectedRows).toBe(1);
  });

  it('refuses bytes that are no database, or a damaged one', async () => {
    const stream = await openPrepared(engine, "create table t(a); insert into t values ('x')");
    const { content } = stream;
    expect(await engine.load(content.id, Buffer.from('hello'))).toEqual({
      type: 'refused',
      reason: 'it is not a SQLite database',
    });
    const damaged = Buffer.from((await engine.bytes(content))!);
    damaged.fill(0xff, 4096);
    expect(await engine.load(content.id, damaged)).toMatchObject({ type: 'refused' });
    expect(await value(stream, 'select a from t')).toBe('x');
  });

  it('knows its size and its tables', async () => {
    const stream = await openPrepared(
      engine,
      `create table b(id integer primary key, name text); insert into b(name) values ('x'), ('y');
       create view a as select name from b; create virtual table f using fts5(body); create table "q""t"(x)`,
    );
    expect(await engine.size(stream.content)).toBeGreaterThanOrEqual(3 * 4096);
    const tables = await engine.tables(stream.content);
    expect(tables.map(({ name, type, rows }) => [name, type, rows])).toEqual([
      ['a', 'view', undefined],
      ['b', 'table', 2],
      ['f', 'virtual', 0],
      ['q"t', 'table', 0],
    ]);
    expect(tables[1]!.columns).toEqual([
      { name: 'id', type: 'INTEGER', primaryKey: true },
      { name: 'name', type: 'TEXT', primaryKey: false },
    ]);
  });

  it('refuses an id that would lead elsewhere', async () => {
    const stream = engine.open({ id: '../elsewhere' }, 'full');
    await expect(run(stream, 'select 1')).rejects.toThrow('not the id of a content');
  });

  it('outlives the engine in a directory', async () => {
    const place = join(directory, 'kept');
    const content = newContent();
    const first = createHost();
    await prepare(
      first.createEngine({ clock, directory: place }),
      content,
      'create table t(a); insert into t values (1)',
    );
    await first.end();
    expect(readdirSync(place)).toEqual([`${content.id}.db`]);
    expect(statSync(place).mode & 0o777).toBe(0o700);

    const second = createHost();
    const engineAgain = second.createEngine({ clock, directory: place });
    expect(await value(engineAgain.open(content, 'full'), 'select a from t')).toBe(1n);
    const orphan = newContent();
    await prepare(engineAgain, orphan, 'create table t(a)');
    await second.end();

    const third = createHost();
    await third.createEngine({ clock, directory: place }).removeOrphans(new Set([content.id]));
    expect(readdirSync(place)).toEqual([`${content.id}.db`]);
    await third.end();
  });

  it('is temporary without a directory', async () => {
    const own = createHost();
    const before = new Set(readdirSync(tmpdir()));
    const temporary = own.createEngine({ clock });
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('mockplane-sql-') && !before.has(name))).toEqual([]);
    await prepare(temporary, newContent(), 'create table t(a)');
    const made = readdirSync(tmpdir()).find(
      (name) => name.startsWith(`mockplane-sql-${process.pid}-`) && !before.has(name),
    );
    const path = join(tmpdir(), made!);
    expect(statSync(path).mode & 0o777).toBe(0o700);
    await own.end();
    expect(existsSync(path)).toBe(false);
  });
});
