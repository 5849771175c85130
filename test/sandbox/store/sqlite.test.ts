import { afterEach, describe, expect, it, vi } from 'vitest';
import { hasSqlite } from '../../../src/sandbox/store/sqlite.ts';

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
