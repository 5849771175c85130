import type { Connection, QueryPlan } from './connection.ts';
import type { CountedExecution, ExecuteOptions } from './execute.ts';
import { estimatePlan } from './plan-estimate.ts';

/**
 * Rows read and written, as the service counts them for usage.
 *
 * `node:sqlite` has no such counters. Rows written follow from the changes and the indexes of a table, rows read from the
 * query plan and the sizes of tables.
 */
export interface Estimates {
  readonly count: ExecuteOptions['count'];
  /** The schema has changed: plans and indexes may be others. */
  forget(): void;
}

export function createEstimates(): Estimates {
  // Until the next write.
  const rowCounts = new Map<string, number>();
  // Until the schema changes.
  const indexCounts = new Map<string, number>();

  const rowsOf = (connection: Connection, table: string): number =>
    cached(rowCounts, table, () => connection.countRows(table));
  const indexesOf = (connection: Connection, table: string): number =>
    cached(indexCounts, table, () => connection.query('SELECT 1 FROM pragma_index_list(?)', table).length);

  const read = ({ connection, prepared, returned, changed, statement }: CountedExecution): number => {
    const plan = connection.planOf(prepared);
    // RETURNING reads what was changed.
    const returning = statement.changesRows ? returned : 0;
    if (!readsTables(plan)) return returning;
    // SQLite counts the rows of a table without looking at them.
    if (countsTable(statement.sql)) return 1;
    return (
      returning +
      estimatePlan(plan, {
        rowsOf: (table) => rowsOf(connection, table),
        returned: Math.max(returned, changed),
        limit: limitOf(statement.sql),
      })
    );
  };

  return {
    count(execution) {
      const { connection, statement, changed, totalChanged } = execution;
      if (statement.kind === 'schema') return schemaCounts(statement.sql);
      if (!statement.isReusable || statement.kind === 'begin' || statement.kind === 'end') return none;
      const rowsRead = statement.kind === 'read' || statement.changesRows ? read(execution) : 0;
      if (!statement.changesRows) return rowsRead === 0 ? none : { rowsRead, rowsWritten: 0 };
      if (totalChanged > 0) rowCounts.clear();
      const indexes = changed > 0 ? indexesOf(connection, statement.target!) : 0;
      return { rowsRead, rowsWritten: changed * (1 + indexes) + Math.max(totalChanged - changed, 0) };
    },
    forget() {
      rowCounts.clear();
      indexCounts.clear();
    },
  };
}

function countsTable(sql: string): boolean {
  if (!/^\s*select\s+count\(/i.test(sql)) return false;
  const text = withoutEnd(sql).replaceAll(/\s+/g, ' ');
  return /^ ?select count\( ?(?:\* ?)?\)(?: as)?(?: \w+)? from \S+$/i.test(text);
}

/** A statement without the semicolon and the white space at its end. */
function withoutEnd(sql: string): string {
  const text = sql.trimEnd();
  return text.endsWith(';') ? text.slice(0, -1).trimEnd() : text;
}

const none = { rowsRead: 0, rowsWritten: 0 };

function readsTables(plan: QueryPlan): boolean {
  return plan.some(([, , detail]) => /^(?:SCAN|SEARCH) /.test(detail) && detail !== 'SCAN CONSTANT ROW');
}

/** Only a LIMIT that is written out bounds what is read. */
function limitOf(sql: string): number | undefined {
  const [, limit] = /\blimit\s+(\d+)$/i.exec(withoutEnd(sql)) ?? [];
  return limit === undefined ? undefined : Number(limit);
}

/** A change of the schema reads and writes rows of SQLite's own tables; these are what a server counted for each kind. */
function schemaCounts(sql: string): { rowsRead: number; rowsWritten: number } {
  const [, verb = '', what = ''] = /^\s*(create|drop|alter)\s+(?:unique\s+)?(\w+)/i.exec(sql) ?? [];
  switch (verb.toLowerCase()) {
    case 'create':
      return /table|virtual/i.test(what) ? { rowsRead: 1, rowsWritten: 2 } : { rowsRead: 0, rowsWritten: 1 };
    case 'drop':
      return { rowsRead: 2, rowsWritten: 0 };
    default:
      return { rowsRead: 4, rowsWritten: 5 };
  }
}

function cached(known: Map<string, number>, key: string, find: () => number): number {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = find()));
  return value;
}
