import { maxCountedRows, type TableSummary } from '../engine.ts';
import type { Connection } from './connection.ts';
import { isSqliteFailure } from './errors.ts';

/** Lists the tables and views of a content, without SQLite's own and the shadow tables of virtual ones. */
export function summariseTables(connection: Connection): readonly TableSummary[] {
  const tables = connection.query(
    `SELECT name, type FROM pragma_table_list
     WHERE schema = 'main' AND type IN ('table', 'view', 'virtual') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
     ORDER BY name`,
  ) as [string, TableSummary['type']][];
  return tables.map(([name, type]) => ({
    name,
    type,
    columns: attempt(() => columnsOf(connection, name)) ?? [],
    // Counting a view would run whatever is behind it.
    rows: type === 'view' ? undefined : attempt(() => countRows(connection, name)),
  }));
}

function columnsOf(connection: Connection, table: string): TableSummary['columns'] {
  const rows = connection.query('SELECT name, type, pk FROM pragma_table_info(?)', table) as [string, string, bigint][];
  return rows.map(([name, type, key]) => ({ name, type, primaryKey: key > 0n }));
}

function countRows(connection: Connection, table: string): number {
  const quoted = `"${table.replaceAll('"', '""')}"`;
  return Number(connection.query(`SELECT count(*) FROM (SELECT 1 FROM ${quoted} LIMIT ${maxCountedRows})`)[0]![0]);
}

/** A table or view whose schema is broken is listed all the same. */
function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (isSqliteFailure(error)) return undefined;
    throw error;
  }
}
