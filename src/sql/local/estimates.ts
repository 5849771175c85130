import type { ExecuteOptions } from './execute.ts';

export function createEstimates(): { readonly count: ExecuteOptions['count'] } {
  return {
    count: (_connection, _statement, rows, _changes, totalChanges) => ({ rowsRead: rows, rowsWritten: totalChanges }),
  };
}
