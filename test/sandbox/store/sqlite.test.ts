import { afterEach, describe, expect, it, vi } from 'vitest';
import { hasSqlite } from '../../../src/sandbox/store/sqlite.ts';

afterEach(() => vi.restoreAllMocks());

describe('loading SQLite', () => {
  it('drops the warning of Node 22 that SQLite is experimental, and no other', () => {
    const emitWarning = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const { getBuiltinModule } = process;
    vi.spyOn(process, 'getBuiltinModule').mockImplementation(((id: string) => {
      process.emitWarning('SQLite is an experimental feature and might change at any time', 'ExperimentalWarning');
      process.emitWarning('something else', 'DeprecationWarning');
      return getBuiltinModule(id);
    }) as typeof getBuiltinModule);
    expect(hasSqlite()).toBe(true);
    expect(emitWarning.mock.calls).toEqual([['something else', 'DeprecationWarning']]);
    expect(process.emitWarning).toBe(emitWarning);
  });
});
