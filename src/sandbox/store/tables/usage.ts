import type { DatabaseSync } from 'node:sqlite';
import type { InstanceRow } from './instances.ts';
import { cached, query } from '../sqlite.ts';

export interface UsageRow {
  /** The UUID of the instance. */
  readonly instance: string;
  /** A calendar month in UTC: `2023-11`. */
  readonly month: string;
  readonly rowsRead: number;
  readonly rowsWritten: number;
}

/** The usage of an instance in a month; zeros if none was recorded. */
export interface InstanceUsageRow extends Pick<InstanceRow, 'uuid' | 'storageBytes' | 'destroyedAt'> {
  readonly rowsRead: number;
  readonly rowsWritten: number;
}

/** The usage of all databases of an organization in a month, and the bytes that they store now. */
export interface OrganizationUsageRow {
  readonly rowsRead: number;
  readonly rowsWritten: number;
  readonly storageBytes: number;
}

/** The table of row reads and writes, by instance and calendar month. */
export function usageTable(database: DatabaseSync) {
  const columns = 'SELECT instance, month, rows_read AS rowsRead, rows_written AS rowsWritten FROM usage';
  const add = query<[string, string, number, number]>(
    database,
    `INSERT INTO usage (instance, month, rows_read, rows_written) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET rows_read = rows_read + excluded.rows_read,
       rows_written = rows_written + excluded.rows_written`,
  );
  const get = query<[string, string], UsageRow>(database, `${columns} WHERE instance = ? AND month = ?`);
  const ofDatabase = query<[string, string, number], InstanceUsageRow>(
    database,
    `SELECT uuid, storage_bytes AS storageBytes, destroyed_at AS destroyedAt, coalesce(rows_read, 0) AS rowsRead,
       coalesce(rows_written, 0) AS rowsWritten
     FROM instances LEFT JOIN usage ON usage.instance = instances.uuid AND usage.month = ?
     WHERE instances.database = ? AND (destroyed_at IS NULL OR destroyed_at >= ?) ORDER BY instances.position`,
  );
  const ofOrganization = query<[string, string], OrganizationUsageRow>(
    database,
    `SELECT coalesce(sum(rows_read), 0) AS rowsRead, coalesce(sum(rows_written), 0) AS rowsWritten,
       coalesce(sum(CASE WHEN destroyed_at IS NULL THEN storage_bytes END), 0) AS storageBytes
     FROM databases JOIN instances ON instances.database = databases.id
       LEFT JOIN usage ON usage.instance = instances.uuid AND usage.month = ?
     WHERE databases.organization = ?`,
  );
  const all = query<[], UsageRow>(database, `${columns} ORDER BY instance, month`);

  return {
    /** Adds to the usage of the month. */
    add: ({ instance, month, rowsRead, rowsWritten }: UsageRow): void =>
      void add.run(instance, month, rowsRead, rowsWritten),
    get: (instance: string, month: string) => get.one(instance, month),
    /** Usage of a database's instances, except those destroyed before a moment, in one query. */
    ofDatabase: (databaseId: string, month: string, since: number) => ofDatabase.all(month, databaseId, since),
    /** The usage of all databases of an organization in a month, and the bytes that they store now. */
    ofOrganization: cached(database, (organization: string, month: string) => ofOrganization.one(month, organization)!),
    all: () => all.all(),
  };
}
