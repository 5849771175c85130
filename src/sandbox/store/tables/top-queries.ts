import type { DatabaseSync } from 'node:sqlite';
import { query } from '../sqlite.ts';

export interface TopQueryRow {
  /** The id of a database. */
  readonly database: string;
  readonly query: string;
  readonly at: number;
  readonly rowsRead: number;
  readonly rowsWritten: number;
}

/** The statements that used most, by database. */
export function topQueriesTable(database: DatabaseSync) {
  const columns = 'SELECT database, query, at, rows_read AS rowsRead, rows_written AS rowsWritten FROM top_queries';
  const add = query<[string, string, number, number, number]>(
    database,
    `INSERT INTO top_queries (database, query, at, rows_read, rows_written) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET rows_read = rows_read + excluded.rows_read,
       rows_written = rows_written + excluded.rows_written`,
  );
  const ofDatabase = query<[string, number], Omit<TopQueryRow, 'at'>>(
    database,
    `SELECT database, query, sum(rows_read) AS rowsRead, sum(rows_written) AS rowsWritten FROM top_queries
     WHERE database = ? AND at >= ? GROUP BY query ORDER BY rowsRead + rowsWritten DESC, query`,
  );
  const all = query<[], TopQueryRow>(database, `${columns} ORDER BY database, query, at`);
  return {
    /** Adds to what is counted for the statement at that moment. */
    add: (row: TopQueryRow): void => void add.run(row.database, row.query, row.at, row.rowsRead, row.rowsWritten),
    /** Those of a database since a moment, the most expensive first. */
    ofDatabase: (databaseId: string, since: number) => ofDatabase.all(databaseId, since),
    all: () => all.all(),
  };
}
