import type { DatabaseSync } from 'node:sqlite';
import { endOfMonth, parseMonth, startOfHour, startOfMonth } from '../../clock/time.ts';
import { cached, query } from '../sqlite.ts';
import { type InstanceRow, viewTables } from './instances.ts';

/** The usage of an instance within an hour. */
export interface UsageRow {
  /** The id of a database. */
  readonly database: string;
  /** The UUID of an instance, which several databases of a group share. */
  readonly instance: string;
  /** When the hour began. */
  readonly hour: number;
  readonly rowsRead: number;
  readonly rowsWritten: number;
  readonly bytesSynced: number;
  /** The bytes stored when they were last measured in this hour; null when they were not. */
  readonly storageBytes: number | null;
}

/** An amount to add to the usage of the hour in which a moment lies. */
export interface NewUsage {
  readonly database: string;
  readonly instance: string;
  readonly at: number;
  readonly rowsRead?: number;
  readonly rowsWritten?: number;
  readonly bytesSynced?: number;
}

/** Sums over a period. */
export interface UsageSums {
  readonly rowsRead: number;
  readonly rowsWritten: number;
  readonly bytesSynced: number;
}

/** The rows of all databases of an organization in a month, and the bytes that they store now. */
export interface OrganizationUsageRow {
  readonly rowsRead: number;
  readonly rowsWritten: number;
  readonly storageBytes: number;
}

/** An instance and what it used in a period; nothing, when nothing was counted. */
export interface InstanceUsageRow extends Pick<InstanceRow, 'uuid' | 'storageBytes' | 'destroyedAt'>, UsageSums {}

const sums = `coalesce(sum(rows_read), 0) AS rowsRead, coalesce(sum(rows_written), 0) AS rowsWritten,
  coalesce(sum(bytes_synced), 0) AS bytesSynced`;

/** The usage of instances by databases and hours. */
export function usageTable(database: DatabaseSync) {
  const columns = `SELECT database, instance, hour, rows_read AS rowsRead, rows_written AS rowsWritten,
    bytes_synced AS bytesSynced, storage_bytes AS storageBytes FROM usage`;
  const add = query<[string, string, number, number, number, number]>(
    database,
    `INSERT INTO usage (database, instance, hour, rows_read, rows_written, bytes_synced) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET rows_read = rows_read + excluded.rows_read,
       rows_written = rows_written + excluded.rows_written, bytes_synced = bytes_synced + excluded.bytes_synced`,
  );
  const measure = query<[string, string, number, number]>(
    database,
    `INSERT INTO usage (database, instance, hour, rows_read, rows_written, bytes_synced, storage_bytes)
     VALUES (?, ?, ?, 0, 0, 0, ?) ON CONFLICT DO UPDATE SET storage_bytes = excluded.storage_bytes`,
  );
  const setStorage = query<[number, string]>(database, 'UPDATE instances SET storage_bytes = ? WHERE uuid = ?');
  const get = query<[string, string, number, number], UsageSums>(
    database,
    `SELECT ${sums} FROM usage WHERE database = ? AND instance = ? AND hour >= ? AND hour < ?`,
  );
  const ofDatabase = query<[number, number, string, number], InstanceUsageRow>(
    database,
    `SELECT uuid, lived.storage_bytes AS storageBytes, destroyed_at AS destroyedAt, ${sums}
     FROM database_instances AS lived LEFT JOIN usage ON usage.database = lived.database AND instance = uuid
       AND hour >= ? AND hour < ?
     WHERE lived.database = ? AND (destroyed_at IS NULL OR destroyed_at >= ?) GROUP BY uuid ORDER BY lived.position`,
  );
  const gone = query<[string, number, number], InstanceUsageRow>(
    database,
    `SELECT instance AS uuid, 0 AS storageBytes, 0 AS destroyedAt, ${sums} FROM usage
     WHERE database = ? AND hour >= ? AND hour < ?
       AND instance NOT IN (SELECT uuid FROM database_instances AS lived WHERE lived.database = usage.database)
     GROUP BY instance ORDER BY instance`,
  );
  const storageAt = query<[string, string, number], { bytes: number }>(
    database,
    `SELECT storage_bytes AS bytes FROM usage WHERE database = ? AND instance = ? AND hour < ?
       AND storage_bytes IS NOT NULL ORDER BY hour DESC LIMIT 1`,
  );
  const ofOrganization = query<[string, string, number, number], OrganizationUsageRow>(
    database,
    `SELECT coalesce(sum(rows_read), 0) AS rowsRead, coalesce(sum(rows_written), 0) AS rowsWritten,
       (SELECT coalesce(sum(lived.storage_bytes), 0) FROM database_instances AS lived
          JOIN databases ON databases.id = lived.database
        WHERE organization = ? AND deleted_at IS NULL AND destroyed_at IS NULL) AS storageBytes
     FROM usage JOIN databases ON databases.id = usage.database WHERE organization = ? AND hour >= ? AND hour < ?`,
  );
  const all = query<[], UsageRow>(database, `${columns} ORDER BY database, instance, hour`);

  return {
    /** Adds to what the hour has already. */
    add({ database: databaseId, instance, at, rowsRead = 0, rowsWritten = 0, bytesSynced = 0 }: NewUsage): void {
      add.run(databaseId, instance, startOfHour(at), rowsRead, rowsWritten, bytesSynced);
    },
    /** Notes how many bytes a database stores in an instance from a moment on. */
    setStorage(databaseId: string, instance: string, at: number, bytes: number): void {
      measure.run(databaseId, instance, startOfHour(at), bytes);
      setStorage.run(bytes, instance);
    },
    /** The same for a moment in the past: what the instance stores now stays as it is. */
    noteStorage: (databaseId: string, instance: string, at: number, bytes: number): void =>
      void measure.run(databaseId, instance, startOfHour(at), bytes),
    /** The usage of an organization in a calendar month. @param month `2023-11` */
    ofOrganization: cached(database, viewTables, (organization: string, month: string) => {
      const start = parseMonth(month);
      return ofOrganization.one(organization, organization, start, endOfMonth(start))!;
    }),
    /** A database's usage of an instance in the calendar month of a moment. */
    ofMonth: (databaseId: string, instance: string, moment: number) =>
      get.one(databaseId, instance, startOfMonth(moment), endOfMonth(moment))!,
    /**
     * The usage of a database's instances in the hours that begin at or after `from` and before `to`: live instances,
     * and those destroyed since `from`. One query for all.
     */
    ofDatabase: (databaseId: string, from: number, to: number) => ofDatabase.all(from, to, databaseId, from),
    /** The usage of instances that a group of the database had in those hours and no longer has. */
    ofFormerInstances: (databaseId: string, from: number, to: number) => gone.all(databaseId, from, to),
    /** The bytes that were stored when a moment came, as far as they were measured. */
    storageAt: (databaseId: string, instance: string, moment: number) =>
      storageAt.one(databaseId, instance, moment)?.bytes,
    all: () => all.all(),
  };
}
