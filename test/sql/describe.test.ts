import { afterAll, describe, expect, it } from 'vitest';
import { openPrepared, places, run, stoppedClock } from './helpers.ts';

describe.each(places)('a description %s', (_name, createHost) => {
  const host = createHost();
  const engine = host.createEngine({ clock: stoppedClock() });
  afterAll(() => host.end());

  it('answers parameters and columns without running anything', async () => {
    const stream = await openPrepared(engine, 'create table p(id integer primary key, name text)');
    expect(await stream.describe('select id, name || ? from p where id = :id or id = ?4 or id = :id')).toEqual({
      type: 'done',
      autocommit: true,
      pristine: true,
      description: {
        parameters: [{ name: undefined }, { name: ':id' }, { name: undefined }, { name: '?4' }],
        columns: [
          { name: 'id', decltype: 'INTEGER' },
          { name: 'name || ?', decltype: undefined },
        ],
        isExplain: false,
        isReadonly: true,
      },
    });
    await stream.describe('insert into p(name) values (1)');
    expect(await run(stream, 'select count(*) from p')).toMatchObject({ outcomes: [{ result: { rows: [[0n]] } }] });
  });

  it.each([
    ['insert into p(name) values (?)', { isReadonly: false, isExplain: false }],
    ['explain insert into p(name) values (1)', { isReadonly: true, isExplain: true }],
    ['begin', { isReadonly: true }],
    ['begin immediate', { isReadonly: false }],
    ['pragma user_version = 3', { isReadonly: false }],
    ['pragma foreign_keys', { isReadonly: true, columns: [{ name: 'foreign_keys' }] }],
    ['vacuum', { isReadonly: false }],
    ['select 1; select 2, 3', { columns: [{ name: '1' }] }],
    ['', { parameters: [], columns: [], isReadonly: true }],
    ['; -- nothing', { parameters: [], columns: [], isReadonly: true }],
    ['/* without an end', { parameters: [], columns: [], isReadonly: true }],
  ])('says of %j what it is', async (sql, description) => {
    const stream = await openPrepared(engine, 'create table p(id integer primary key, name text)');
    expect(await stream.describe(sql)).toMatchObject({ type: 'done', description });
  });

  it.each([
    ['select * from nope', 'SQLITE_UNKNOWN', 'SQLite error: no such table: nope'],
    ['selec 1', 'SQL_INPUT_ERROR', 'SQL input error: near "selec": syntax error (at offset 0)'],
    ["select 'abc", 'SQL_INPUT_ERROR', `SQL input error: unrecognized token: "'abc" (at offset 7)`],
  ])('says what is wrong with %s', async (sql, code, message) => {
    const stream = await openPrepared(engine, 'create table p(id)');
    expect(await stream.describe(sql)).toMatchObject({ type: 'failed', error: { code, message } });
  });

  it('answers within a transaction', async () => {
    const stream = await openPrepared(engine, 'create table p(id)');
    await run(stream, 'begin');
    expect(await stream.describe('select 1')).toMatchObject({ type: 'done', autocommit: false, pristine: false });
  });
});
