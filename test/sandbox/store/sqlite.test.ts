import { array, assert, constant, integer, nat, oneof, property } from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openInMemory } from '../../../src/sandbox/store/open-memory.ts';
import { capacityCheck, hasSqlite, query } from '../../../src/sandbox/store/sqlite.ts';

afterEach(() => vi.restoreAllMocks());

describe('loading SQLite', () => {
  it('drops the warning of Node 22 that SQLite is experimental, and no other', () => {
    const emitWarning = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const sqlite = process.getBuiltinModule('node:sqlite');
    vi.spyOn(process, 'getBuiltinModule').mockImplementation(() => {
      process.emitWarning('SQLite is an experimental feature and might change at any time', 'ExperimentalWarning');
      process.emitWarning('something else', 'DeprecationWarning');
      return sqlite;
    });
    expect(hasSqlite()).toBe(true);
    process.emitWarning('afterwards');
    expect(emitWarning.mock.calls).toEqual([['something else', 'DeprecationWarning'], ['afterwards']]);
  });
});

describe('capacityCheck', () => {
  it('knows whether there are fewer rows than a limit, whatever was added and removed', () => {
    const database = openInMemory();
    const add = query<[string]>(
      database,
      'INSERT INTO api_tokens (id, username, name, created_at) VALUES (?1, ?1, ?1, 0)',
    );
    const addAt = query<[number, string]>(
      database,
      'INSERT INTO api_tokens (position, id, username, name, created_at) VALUES (?1, ?2, ?2, ?2, 0)',
    );
    const remove = query<[number]>(database, 'DELETE FROM api_tokens WHERE position % 5 = ?');
    const clear = query<[]>(database, 'DELETE FROM api_tokens');
    const count = query<[], { count: number }>(database, 'SELECT count(*) AS count FROM api_tokens');
    database.exec('PRAGMA foreign_keys = OFF');
    let ids = 0;
    const moves = array(
      oneof(
        { weight: 8, arbitrary: constant(() => void add.run(`id-${++ids}`)) },
        { weight: 1, arbitrary: constant(() => void addAt.run(1_000 + ids, `id-${++ids}`)) },
        { weight: 1, arbitrary: nat(4).map((rest) => () => void remove.run(rest)) },
      ),
      { maxLength: 60 },
    );
    assert(
      property(moves, integer({ min: 1, max: 60 }), (sequence, limit) => {
        clear.run();
        const hasRoom = capacityCheck(database, 'api_tokens', 'position');
        for (const move of sequence) {
          move();
          expect(hasRoom(limit)).toBe(count.one()!.count < limit);
        }
      }),
    );
    database.close();
  });
});
