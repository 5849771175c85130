import { maxCountedRows, type TableSummary } from '../engine.ts';
import type { Connection } from '../transfer/connection.ts';
import { quote } from '../transfer/rows.ts';

/** Lists the tables and views of a content, without SQLite's own and the shadow tables of virtual ones. */
export async function summariseTables(connection: Connection): Promise<readonly TableSummary[]> {
  const tables = (await connection.query(
    `SELECT name, type FROM pragma_table_list
     WHERE schema = 'main' AND type IN ('table', 'view', 'virtual') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
     ORDER BY name`,
  )) as unknown as [string, TableSummary['type']][];
  const summaries: TableSummary[] = [];
  for (const [name, type] of tables) {
    const columns = (await attempt(
      connection.query('SELECT name, type, pk FROM pragma_table_info(?)', name),
    )) as unknown as [string, string, bigint][] | undefined;
    // Counting a view would run whatever is behind it.
    const counted =
      type === 'view'
        ? undefined
        : await attempt(
            connection.query(`SELECT count(*) FROM (SELECT 1 FROM ${quote(name)} LIMIT ${maxCountedRows})`),
          );
    summaries.push({
      name,
      type,
      columns: (columns ?? []).map(([column, declared, key]) => ({
        name: column,
        type: declared,
        primaryKey: key > 0n,
      })),
      rows: counted && Number(counted[0]![0]),
    });
  }
  return summaries;
}

/** A table or view whose schema is broken is listed all the same. */
async function attempt<T>(result: Promise<T>): Promise<T | undefined> {
  try {
    return await result;
  } catch (error) {
    if (error instanceof Error && error.name === 'TransferError') return undefined;
    throw error;
  }
}
