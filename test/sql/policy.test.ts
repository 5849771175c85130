import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { TableRule } from '../../src/sql/engine.ts';
import { createInProcessHost } from '../../src/sql/local/in-process-host.ts';
import { errorOf, newContent, openPrepared, prepare, run, step, stoppedClock, value } from './helpers.ts';

const host = createInProcessHost();
const engine = host.createEngine({ clock: stoppedClock() });
afterAll(() => host.end());

const people = `create table p(id integer primary key, name text); insert into p(name) values ('ann'), ('bob');
  create view v as select name from p; create table log(text);
  create trigger tr after insert on p begin insert into log values (new.name); end`;

describe('policy', () => {
  it.each([
    "attach 'x.db' as x",
    'attach ? as x',
    'attach other as x',
    'detach x',
    'vacuum',
    "vacuum into '/tmp/x'",
    'analyze',
    'create temp table t(a)',
    'create temporary view t as select 1',
    'create table temp.t(a)',
    'create temp trigger t after insert on p begin select 1; end',
    'pragma nosuch',
    'pragma writable_schema = 1',
    'pragma query_only = 1',
    'pragma journal_mode = delete',
    'pragma schema_version = 5',
    'pragma synchronous = off',
    'pragma temp_store_directory = "/"',
    'explain pragma writable_schema = 1',
    'explain query plan pragma writable_schema = 1',
  ])('refuses %s', async (sql) => {
    const stream = await openPrepared(engine, people);
    expect(errorOf(await run(stream, sql))).toEqual({
      code: 'SQL_PARSE_ERROR',
      message: `SQL string could not be parsed: unsupported statement: ${sql}`,
    });
    expect(await value(stream, 'select count(*) from p')).toBe(2n);
  });

  it.each([
    'pragma table_info(p)',
    'PRAGMA main.table_info("p")',
    'pragma foreign_keys',
    'pragma foreign_keys = on',
    'pragma user_version = 4',
    'pragma integrity_check',
    'pragma journal_mode',
    'explain select 1',
    'explain query plan delete from p',
    'reindex',
    'savepoint s',
    'create virtual table f using fts5(a)',
    'values (1, 2)',
    'with x as (select 1) delete from p',
    "select * from pragma_table_info('p')",
  ])('allows %s', async (sql) => {
    const stream = await openPrepared(engine, people);
    expect(await run(stream, sql)).toMatchObject({ type: 'done', outcomes: [{ type: 'ok' }] });
  });

  it('lets no function out of the database', async () => {
    const stream = await openPrepared(engine, people);
    expect(errorOf(await run(stream, "select load_extension('x')")).message).toMatch(/not authorized|no such function/);
    expect(errorOf(await run(stream, "select fts3_tokenizer('simple', x'00')")).message).toMatch(
      /not authorized|prohibited|no such function/,
    );
    for (const sql of ["select readfile('/etc/passwd')", "select writefile('/tmp/x', 'y')", "select edit('x')"]) {
      expect(errorOf(await run(stream, sql)).message).toContain('no such function');
    }
    expect(errorOf(await run(stream, "update sqlite_master set sql = ''")).message).toContain('may not be modified');
  });

  it('keeps describe from setting anything', async () => {
    const stream = await openPrepared(engine, people);
    await stream.describe('pragma foreign_keys = off');
    await stream.describe('pragma query_only = 1');
    expect(await value(stream, 'pragma foreign_keys')).toBe(1n);
    expect(await value(stream, 'pragma query_only')).toBe(0n);
  });
});

describe('a read-only stream', () => {
  it.each([
    'insert into p(name) values (1)',
    'create table t(a)',
    'drop table p',
    'pragma foreign_keys = off',
    'reindex',
  ])('is forbidden %s, and all that stands before it', async (sql) => {
    const stream = await openPrepared(engine, people, 'read-only');
    const result = await stream.run({ type: 'steps', steps: [step('select 1'), step(sql)] });
    expect(result).toEqual({ type: 'forbidden', autocommit: true, pristine: true });
  });

  it.each(['select * from p', 'begin immediate', 'savepoint s', 'explain delete from p', 'pragma table_info(p)'])(
    'may %s',
    async (sql) => {
      const stream = await openPrepared(engine, people, 'read-only');
      expect(await run(stream, sql)).toMatchObject({ outcomes: [{ type: 'ok' }] });
    },
  );

  it('describes writes', async () => {
    const stream = await openPrepared(engine, people, 'read-only');
    expect(await stream.describe('delete from p where id = ?')).toMatchObject({
      description: { parameters: [{ name: undefined }], columns: [], isReadonly: false },
    });
  });

  it('cannot write by any statement that is let through', async () => {
    const words = [
      'insert into p(name) values (1)',
      'delete from p',
      'select 1',
      'begin',
      'commit',
      'update p set name = 1',
    ];
    const glue = [
      '',
      'explain ',
      'explain query plan ',
      'with x as (select 1) ',
      '; ',
      '/* */ ',
      'pragma ',
      'replace ',
    ];
    const text = fc.array(fc.constantFrom(...words, ...glue, ...glue), { maxLength: 6 }).map((parts) => parts.join(''));
    const stream = await openPrepared(engine, people);
    const before = await engine.bytes(stream.content);
    await fc.assert(
      fc.asyncProperty(text, async (sql) => {
        const reader = engine.open(stream.content, 'read-only');
        await reader.run({ type: 'script', sql });
        await run(reader, sql);
        reader.close();
      }),
      { numRuns: 300 },
    );
    expect(await engine.bytes(stream.content)).toEqual(before);
  });
});

function open(rules: readonly TableRule[]) {
  return openPrepared(engine, people, { rules });
}

describe('fine-grained rules', () => {
  it('allow what they name, and nothing else', async () => {
    const stream = await open([{ tables: ['P'], actions: ['data_read', 'data_add'] }]);
    expect(await value(stream, 'select count(*) from p')).toBe(2n);
    expect((await run(stream, "insert into p(name) values ('eve')")).type).toBe('done');
    for (const sql of [
      "update p set name = 'x'",
      'delete from p',
      'select * from log',
      'create table t(a)',
      'drop table p',
      'alter table p add column c',
      'create index i on p(name)',
    ]) {
      expect({ sql, code: errorOf(await run(stream, sql)).code }).toEqual({ sql, code: 'SQLITE_AUTH' });
    }
    expect(await value(stream, 'select count(*) from p')).toBe(3n);
  });

  it('hold for every table where they name none', async () => {
    const stream = await open([{ tables: null, actions: ['data_read'] }]);
    expect(await value(stream, 'select count(*) from p, v')).toBe(4n);
    expect(errorOf(await run(stream, 'delete from log'))).toMatchObject({ code: 'SQLITE_AUTH' });
  });

  it('let a trigger and a view act for whoever made them', async () => {
    const stream = await open([
      { tables: ['p'], actions: ['data_add'] },
      { tables: ['v'], actions: ['data_read'] },
    ]);
    expect((await run(stream, "insert into p(name) values ('eve')")).type).toBe('done');
    expect(await value(stream, 'select count(name) from v')).toBe(3n);
    expect(errorOf(await run(stream, 'select name from p'))).toMatchObject({ code: 'SQLITE_AUTH' });
  });

  it('speak of the schema by itself', async () => {
    const stream = await open([
      { tables: null, actions: ['schema_add', 'schema_update', 'schema_delete', 'data_read'] },
    ]);
    for (const sql of [
      'create table t(a)',
      'alter table t add column b',
      'create index i on t(a)',
      'drop index i',
      'drop table t',
    ]) {
      expect({ sql, ...(await run(stream, sql)) }).toMatchObject({ sql, outcomes: [{ type: 'ok' }] });
    }
    expect(errorOf(await run(stream, 'delete from p'))).toMatchObject({ code: 'SQLITE_AUTH' });
  });
});

describe('hostile SQL', () => {
  it('neither makes, opens nor changes a file', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
    const victim = join(directory, 'victim.db');
    writeFileSync(victim, 'untouched');
    const own = createInProcessHost();
    const local = own.createEngine({ clock: stoppedClock(), directory: join(directory, 'contents') });
    const content = newContent();
    await prepare(local, content, people);
    const stream = local.open(content, 'full');
    for (const sql of [
      `attach '${victim}' as x`,
      `vacuum into '${join(directory, 'new.db')}'`,
      `vacuum main into '${join(directory, 'new.db')}'`,
      `create virtual table c using csv(filename='${victim}')`,
      `select * from fsdir('/')`,
      `select load_extension('${victim}')`,
      `pragma temp_store_directory = '${directory}'`,
      `pragma journal_mode = delete`,
      `create table t as select * from x.t`,
      `select * from pragma_database_list; attach '${victim}' as y`,
    ]) {
      const result = await stream.run({ type: 'script', sql });
      expect({ sql, ...result }).not.toMatchObject({ outcomes: [{ type: 'ok' }] });
    }
    await own.end();
    expect(readdirSync(directory)).toEqual(['contents', 'victim.db']);
    expect(readdirSync(join(directory, 'contents'))).toEqual([`${content.id}.db`]);
    rmSync(directory, { recursive: true });
  });

  it.each([
    ['a deep expression', `select ${'('.repeat(5_000)}1${')'.repeat(5_000)}`],
    ['many terms', Array.from({ length: 600 }, () => 'select 1').join(' union all ')],
    ['many columns', `select ${Array.from({ length: 2_100 }, (_, index) => index).join(',')}`],
    ['a long statement', `select '${'x'.repeat(1 << 20)}'`],
    ['a large value', 'select zeroblob(17000000)'],
    ['a value that grows', "select replace(hex(zeroblob(4000000)), '0', 'xxxxxxxxxx')"],
    ['many parameters', `select ?33000`],
    ['a long pattern', `select 'x' like '${'%a'.repeat(30_000)}'`],
    ['a broken text', 'select \'"]['],
    ['a character that ends strings', 'select 1\0; drop table p'],
  ])('survives %s', async (_name, sql) => {
    const stream = await openPrepared(engine, people);
    await run(stream, sql);
    expect(await value(stream, 'select count(*) from p')).toBe(2n);
  });

  it('bounds what a statement and a program may return', async () => {
    const stream = await openPrepared(engine, people);
    const many = `with recursive c(x) as (select 1 union all select x + 1 from c) select x, 'some text' from c`;
    expect(errorOf(await run(stream, many))).toMatchObject({ code: 'RESPONSE_TOO_LARGE' });
    const program = { type: 'steps', steps: Array.from({ length: 5 }, () => step('select zeroblob(1000)')) } as const;
    expect(await stream.run(program, { maxBytes: 3_000 })).toMatchObject({ error: { code: 'RESPONSE_TOO_LARGE' } });
    expect(await stream.run(program, { maxBytes: 9_000 })).toMatchObject({ type: 'done' });
  });
});
