import type { DatabaseSync } from 'node:sqlite';
import { cached, capacityCheck, query } from '../sqlite.ts';

export type InstanceStatus = 'provisioning' | 'ready' | 'failed' | 'destroyed';

export interface InstanceRow {
  readonly uuid: string;
  /** The id of the instance's database. */
  readonly database: string;
  readonly name: string;
  readonly type: 'primary' | 'replica';
  readonly region: string;
  /** 14 hexadecimal digits. */
  readonly hostnamePrefix: string;
  readonly status: InstanceStatus;
  /** Why it failed; empty or absent when it did not. */
  readonly failureMessage?: string | undefined;
  readonly storageBytes: number;
  readonly createdAt: number;
  /** Set for a destroyed instance, which is kept for the usage of its last month. */
  readonly destroyedAt: number | null;
}

/** The location and type of an instance, for the view of its database. */
export type InstanceLocationRow = Pick<InstanceRow, 'database' | 'region' | 'type'>;

/** The tables that the instances of a database come from. */
export const viewTables: readonly string[] = ['instances', 'databases', 'group_locations', 'usage'];

/** The table of instances, in the order of creation. */
export function instancesTable(database: DatabaseSync) {
  const columns = `SELECT uuid, database, name, type, region, hostname_prefix AS hostnamePrefix, status,
    failure_message AS failureMessage, storage_bytes AS storageBytes, created_at AS createdAt, destroyed_at AS destroyedAt`;
  const own = `${columns} FROM instances`;
  // The instances of a database in a group are those of the group's locations.
  const any = `${columns} FROM database_instances`;
  const add = query<[string, string, string, string, string, string, string, string, number, number, number | null]>(
    database,
    `INSERT INTO instances (uuid, database, name, type, region, hostname_prefix, status, failure_message,
       storage_bytes, created_at, destroyed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const get = query<[string, string], InstanceRow>(
    database,
    `${any} WHERE database = ? AND name = ? AND destroyed_at IS NULL`,
  );
  const byUuid = query<[string], InstanceRow>(database, `${own} WHERE uuid = ?`);
  const live = query<[string], InstanceRow>(
    database,
    `${any} WHERE database = ? AND destroyed_at IS NULL ORDER BY position`,
  );
  const ownLive = query<[string], InstanceRow>(
    database,
    `${own} WHERE database = ? AND destroyed_at IS NULL ORDER BY position`,
  );
  const primary = query<[string], InstanceRow>(
    database,
    `${any} WHERE database = ? AND destroyed_at IS NULL AND type = 'primary' ORDER BY position LIMIT 1`,
  );
  const places = query<[string], InstanceLocationRow>(
    database,
    'SELECT database, region, type FROM database_instances WHERE database = ? AND destroyed_at IS NULL ORDER BY position',
  );
  const liveOfOrganization = query<[string], InstanceLocationRow>(
    database,
    `SELECT found.database, region, type FROM databases JOIN database_instances AS found ON found.database = databases.id
     WHERE databases.organization = ? AND databases.deleted_at IS NULL AND destroyed_at IS NULL
     ORDER BY found.position`,
  );
  const all = query<[], InstanceRow>(database, `${own} ORDER BY position`);
  const setStatus = query<[string, string, string]>(
    database,
    'UPDATE instances SET status = ?, failure_message = ? WHERE uuid = ?',
  );
  const destroy = query<[number, string]>(
    database,
    "UPDATE instances SET status = 'destroyed', destroyed_at = ? WHERE uuid = ?",
  );
  const hasRoom = capacityCheck(database, 'instances', 'position');

  return {
    add: (row: InstanceRow): void =>
      void add.run(
        row.uuid,
        row.database,
        row.name,
        row.type,
        row.region,
        row.hostnamePrefix,
        row.status,
        row.failureMessage ?? '',
        row.storageBytes,
        row.createdAt,
        row.destroyedAt,
      ),
    /** Finds a live instance. */
    get: (databaseId: string, name: string) => get.one(databaseId, name),
    /** One that its database has by itself. */
    byUuid: (uuid: string) => byUuid.one(uuid),
    /** The live instances of a database. */
    live: (databaseId: string) => live.all(databaseId),
    /** Those of a database that are not destroyed and that it has by itself, outside of a group. */
    ownLive: (databaseId: string) => ownLive.all(databaseId),
    /** The primary of a database; undefined while it has none. */
    primary: cached(database, viewTables, (databaseId: string) => primary.one(databaseId)),
    /** Locations of a database's live instances. */
    places: cached(database, viewTables, (databaseId: string) => places.all(databaseId)),
    /** Locations of the live instances of all databases of an organization, in one query. */
    liveOfOrganization: (organization: string) => liveOfOrganization.all(organization),
    /** Those that databases have by themselves, of deleted databases too. */
    all: () => all.all(),
    /** Whether there are fewer instances than a limit, across all databases. */
    hasRoom,
    setStatus: (uuid: string, status: InstanceStatus, failureMessage = ''): void =>
      void setStatus.run(status, failureMessage, uuid),
    destroy: (uuid: string, at: number): void => void destroy.run(at, uuid),
  };
}
