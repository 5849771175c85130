import type { DatabaseSync } from 'node:sqlite';
import { columnsOf } from '../columns.ts';
import { cached, capacityCheck, query } from '../sqlite.ts';

/** How a database is configured. */
export interface DatabaseSettings {
  /** As it was given: `1gb`; null for none. */
  readonly sizeLimit: string | null;
  readonly allowAttach: boolean;
  readonly blockReads: boolean;
  readonly blockWrites: boolean;
  readonly deleteProtection: boolean;
  /** Addresses and blocks that are let in; empty for all. */
  readonly allowedIps: readonly string[];
  /** Endpoints of AWS that are let in; empty for all. */
  readonly allowedVpcs: readonly string[];
}

export interface DatabaseRow extends DatabaseSettings {
  /** A UUID, the wire's `DbId`. */
  readonly id: string;
  readonly organization: string;
  readonly name: string;
  /** The 32-byte seed of the Ed25519 key that signs its tokens. */
  readonly signingKey: Uint8Array;
  readonly createdAt: number;
  /** The id of its group; null for one with instances of its own. */
  readonly groupId: string | null;
  /** The id and the name of what it was branched from, which may be gone; null for no branch. */
  readonly parentId: string | null;
  readonly parentName: string | null;
  readonly branchedAt: number | null;
  readonly engine: 'libsql' | 'tursodb';
  readonly isSchema: boolean;
  /** The id of the database that gives it its schema; null for none. */
  readonly schemaId: string | null;
  readonly encryptionCipher: string | null;
  /** A draft waits for its data to be uploaded. */
  readonly state: 'ready' | 'draft';
  readonly archivedAt: number | null;
  readonly deletedAt: number | null;
  /** When its group was deleted and took it along; null otherwise. */
  readonly groupDeletedAt: number | null;
}

type Required = 'id' | 'organization' | 'name' | 'signingKey' | 'createdAt';

/** A database to add; properties that are absent begin as those of a new one. */
export type NewDatabase = Pick<DatabaseRow, Required> & Partial<DatabaseRow>;

/** Properties of a live database that can change. */
export type DatabaseChanges = Partial<
  DatabaseSettings & Pick<DatabaseRow, 'organization' | 'name' | 'groupId' | 'state' | 'archivedAt' | 'schemaId'>
>;

/** The names of a database, and its group. Most who ask for one need not see its key. */
export interface DatabaseNameRow extends Pick<DatabaseRow, 'id' | 'organization' | 'name' | 'groupId'> {
  /** The location that its hostname names: the primary one of a group on AWS; null for any other. */
  readonly hostRegion: string | null;
}

/** The settings that decide whether a database answers SQL, and whom. */
export interface DatabaseGuardRow extends Pick<
  DatabaseRow,
  'state' | 'blockReads' | 'blockWrites' | 'allowedIps' | 'allowedVpcs'
> {
  /** When it was archived, or its group; null for neither. */
  readonly archivedAt: number | null;
}

/** Where the rows of a database are kept. A new database gets a content of its own, which is empty until it is written. */
export interface DatabaseContent {
  /** Random, so that it is never given twice, not even after a reset. */
  readonly id: string;
  /** Run when the content is first used. */
  readonly initialSql?: string;
}

const columns = columnsOf<DatabaseRow>({
  id: 'plain',
  organization: 'plain',
  name: 'plain',
  signingKey: 'plain',
  createdAt: 'plain',
  groupId: 'plain',
  parentId: 'plain',
  parentName: 'plain',
  branchedAt: 'plain',
  engine: 'plain',
  isSchema: 'flag',
  schemaId: 'plain',
  sizeLimit: 'plain',
  allowAttach: 'flag',
  blockReads: 'flag',
  blockWrites: 'flag',
  deleteProtection: 'flag',
  allowedIps: 'json',
  allowedVpcs: 'json',
  encryptionCipher: 'plain',
  state: 'plain',
  archivedAt: 'plain',
  deletedAt: 'plain',
  groupDeletedAt: 'plain',
});

const changeable = [
  'organization',
  'name',
  'groupId',
  'state',
  'archivedAt',
  'schemaId',
  'sizeLimit',
  'allowAttach',
  'blockReads',
  'blockWrites',
  'deleteProtection',
  'allowedIps',
  'allowedVpcs',
] as const satisfies readonly (keyof DatabaseRow)[];

type Raw = Readonly<Record<string, unknown>>;

/** The tables that the names of a database come from. */
const nameTables = ['databases', 'groups', 'group_locations'];

/** Logical databases, in the order of their creation. Unless it says otherwise, a function knows no deleted ones. */
export function databasesTable(database: DatabaseSync) {
  // Random, so that no content is given twice, not even after a reset.
  const add = query(
    database,
    columns.insert('databases').replace(')', ', content)').replace(/\)$/, ', lower(hex(randomblob(16))))'),
  );
  const select = `SELECT ${columns.select()} FROM databases`;
  const names = `SELECT databases.id, databases.organization, databases.name, databases.group_id AS groupId,
      CASE groups.platform WHEN 'aws' THEN group_locations.code END AS hostRegion
    FROM databases LEFT JOIN groups ON groups.id = databases.group_id
      LEFT JOIN group_locations ON group_locations.group_id = databases.group_id AND group_locations.position = 0`;
  const get = query<[string, string], DatabaseNameRow>(
    database,
    `${names} WHERE databases.organization = ? AND databases.name = ? AND databases.deleted_at IS NULL`,
  );
  const nameOf = query<[string], DatabaseNameRow>(database, `${names} WHERE databases.id = ?`);
  const find = query<[string, string], Raw>(
    database,
    `${select} WHERE organization = ? AND name = ? AND deleted_at IS NULL`,
  );
  const byId = query<[string], Raw>(database, `${select} WHERE id = ?`);
  const ofOrganization = query<[string], DatabaseNameRow>(
    database,
    `${names} WHERE databases.organization = ? AND databases.deleted_at IS NULL ORDER BY databases.position`,
  );
  const listOf = query<[string], Raw>(
    database,
    `${select} WHERE organization = ? AND deleted_at IS NULL ORDER BY position`,
  );
  const listAfter = query<[string, string], Raw>(
    database,
    `${select} WHERE organization = ? AND deleted_at IS NULL
       AND position > (SELECT position FROM databases WHERE id = ?) ORDER BY position`,
  );
  const ofGroup = query<[string], Raw>(
    database,
    `${select} WHERE group_id = ? AND deleted_at IS NULL ORDER BY position`,
  );
  const deletedOf = query<[string], Raw>(
    database,
    `${select} WHERE organization = ? AND deleted_at IS NOT NULL ORDER BY deleted_at DESC, position DESC`,
  );
  const all = query<[], Raw>(database, `${select} WHERE deleted_at IS NULL ORDER BY position`);
  const firstReady = query<[], Raw>(
    database,
    `${select} WHERE position = (SELECT databases.position FROM databases
       JOIN database_instances AS found ON found.database = databases.id
       LEFT JOIN groups ON groups.id = databases.group_id
       WHERE databases.deleted_at IS NULL AND coalesce(databases.archived_at, groups.archived_at) IS NULL
         AND databases.state = 'ready'
         AND found.type = 'primary' AND found.status = 'ready' AND found.destroyed_at IS NULL
       ORDER BY databases.position LIMIT 1)`,
  );
  const firstNames = query<[number], Pick<DatabaseRow, 'organization' | 'name'>>(
    database,
    'SELECT organization, name FROM databases WHERE deleted_at IS NULL ORDER BY position LIMIT ?',
  );
  const allDeleted = query<[], Raw>(database, `${select} WHERE deleted_at IS NOT NULL ORDER BY position`);
  const count = query<[string], { count: number }>(
    database,
    'SELECT count(*) AS count FROM databases WHERE organization = ? AND deleted_at IS NULL',
  );
  const keyOf = query<[string], { key: Uint8Array }>(database, 'SELECT signing_key AS key FROM databases WHERE id = ?');
  const setSigningKey = query<[Uint8Array, string]>(database, 'UPDATE databases SET signing_key = ? WHERE id = ?');
  const update = query(database, `${columns.update('databases', changeable)} WHERE id = ?`);
  const markDeleted = query<[number, number | null, string]>(
    database,
    'UPDATE databases SET deleted_at = ?, group_deleted_at = ? WHERE id = ?',
  );
  const restore = query<[string, string]>(
    database,
    'UPDATE databases SET deleted_at = NULL, group_deleted_at = NULL, name = ? WHERE id = ?',
  );
  const purge = query<[number]>(database, 'DELETE FROM databases WHERE deleted_at <= ?');
  const purgeBeyond = query<[number]>(
    database,
    `DELETE FROM databases WHERE position IN (SELECT position FROM databases
       WHERE deleted_at IS NOT NULL AND group_deleted_at IS NULL ORDER BY deleted_at DESC LIMIT -1 OFFSET ?)`,
  );
  const content = query<[string], { id: string; initialSql: string | null }>(
    database,
    'SELECT content AS id, content_sql AS initialSql FROM databases WHERE id = ?',
  );
  const guard = query<[string], Raw>(
    database,
    `SELECT state, block_reads, block_writes, allowed_ips, allowed_vpcs,
       coalesce(databases.archived_at, groups.archived_at) AS archived_at
     FROM databases LEFT JOIN groups ON groups.id = databases.group_id WHERE databases.id = ?`,
  );
  const setInitialSql = query<[string, string]>(database, 'UPDATE databases SET content_sql = ? WHERE id = ?');
  const setContent = query<[string, string]>(
    database,
    'UPDATE databases SET content = ?, content_sql = NULL WHERE id = ?',
  );
  const contents = query<[], { id: string }>(database, 'SELECT content AS id FROM databases');
  const remove = query<[string]>(database, 'DELETE FROM databases WHERE id = ?');
  const countLive = query<[], { count: number }>(
    database,
    'SELECT count(*) AS count FROM databases WHERE deleted_at IS NULL',
  );
  const hasRoom = capacityCheck(database, 'databases', 'position');

  const listeners: ((id: string | undefined) => void)[] = [];
  const changed = (id?: string): void => {
    for (const listener of listeners) listener(id);
  };

  const parse = (raw: Raw | undefined): DatabaseRow | undefined => raw && columns.parse(raw);
  const parseAll = (raws: Raw[]): DatabaseRow[] => raws.map((raw) => columns.parse(raw));

  return {
    add: (row: NewDatabase): void => void add.run(...columns.values({ ...newDatabase, ...row })),
    /** The names of a database, by its own. */
    get: cached(database, nameTables, (organization: string, name: string) => get.one(organization, name)),
    /** The names of a database, deleted or not. */
    names: (id: string) => nameOf.one(id),
    /** The whole row of a database, by its name. */
    find: (organization: string, name: string) => parse(find.one(organization, name)),
    /** Deleted or not. */
    byId: (id: string) => parse(byId.one(id)),
    /** The names of an organization's. */
    ofOrganization: (organization: string) => ofOrganization.all(organization),
    /** The whole rows of an organization's that were created after another one, deleted or not. */
    listAfter: (organization: string, id: string) => parseAll(listAfter.all(organization, id)),
    /** The whole rows of an organization's. */
    list: (organization: string) => parseAll(listOf.all(organization)),
    ofGroup: (groupId: string) => parseAll(ofGroup.all(groupId)),
    /** Those of an organization that are deleted and can be restored, latest first. */
    deleted: (organization: string) => parseAll(deletedOf.all(organization)),
    all: () => parseAll(all.all()),
    /** The names of the first few, for a text that lists them, and how many there are. */
    firstNames: (limit: number) => ({ names: firstNames.all(limit), count: countLive.one()!.count }),
    /** The first that has a ready primary and is not archived, itself or with its group. */
    firstReady: () => parse(firstReady.one()),
    /** Every one that is deleted and can be restored. */
    allDeleted: () => parseAll(allDeleted.all()),
    /**
     * Whether there are fewer databases than a limit, across all organizations. Deleted ones give way to a new one, the
     * oldest first.
     */
    makeRoom: (limit: number): boolean => {
      if (hasRoom(limit)) return true;
      const live = countLive.one()!.count;
      if (live >= limit) return false;
      purgeBeyond.run(limit - live - 1);
      return true;
    },
    count: (organization: string) => count.one(organization)!.count,
    /** The signing key of an existing database. */
    signingKey: cached(database, ['databases'], (id: string) => keyOf.one(id)!.key),
    setSigningKey(id: string, key: Uint8Array): void {
      setSigningKey.run(key, id);
      changed(id);
    },
    /** Changes what is given of a database that there is. */
    update(id: string, changes: DatabaseChanges): void {
      const row = { ...parse(byId.one(id))!, ...changes };
      update.run(...columns.values(row, changeable), id);
      changed(id);
    },
    /** Hides it until it is restored or purged. @param groupDeletedAt when its group went, if it went with it */
    markDeleted(id: string, at: number, groupDeletedAt: number | null = null): void {
      markDeleted.run(at, groupDeletedAt, id);
      changed(id);
    },
    /** Brings a deleted one back, under a name that is free. */
    restore: (id: string, name: string): void => void restore.run(name, id),
    /** Removes for good those that were deleted at a moment or before. */
    purge: (deletedUntil: number): void => void purge.run(deletedUntil),
    /** Removes for good those beyond so many that were deleted by themselves, the oldest. */
    purgeBeyond: (kept: number): void => void purgeBeyond.run(kept),
    /** Removes it for good; its instances and their usage go with it. */
    remove(id: string): void {
      remove.run(id);
      changed(id);
    },
    /** The content of an existing database, and the SQL that it starts with. */
    content: cached(database, ['databases'], (id: string) => toContent(content.one(id)!)),
    /** The settings of an existing database that decide whether it answers SQL. */
    guard: cached(database, ['databases', 'groups'], (id: string) => toGuard(guard.one(id)!)),
    /** Gives a database other rows: those of another content. */
    setContent(id: string, contentId: string): void {
      setContent.run(contentId, id);
      changed(id);
    },
    /** Sets the SQL that fills the content of a database when it is first used. */
    setInitialSql: (id: string, sql: string): void => void setInitialSql.run(sql, id),
    /** The contents of all databases, deleted ones included. */
    contents: () => contents.all().map((row) => row.id),
    /** Tells the listeners that connections to a database must start anew; to all of them without an id. */
    changed,
    /** Calls back when a database loses its key, its content or itself, even if that is rolled back. */
    onChange: (listener: (id: string | undefined) => void): void => void listeners.push(listener),
  };
}

function toGuard(raw: Raw): DatabaseGuardRow {
  return {
    state: raw['state'] as DatabaseRow['state'],
    blockReads: raw['block_reads'] === 1,
    blockWrites: raw['block_writes'] === 1,
    allowedIps: JSON.parse(raw['allowed_ips'] as string) as string[],
    allowedVpcs: JSON.parse(raw['allowed_vpcs'] as string) as string[],
    archivedAt: raw['archived_at'] as number | null,
  };
}

function toContent({ id, initialSql }: { id: string; initialSql: string | null }): DatabaseContent {
  return initialSql === null ? { id } : { id, initialSql };
}

const newDatabase: Omit<DatabaseRow, Required> = {
  groupId: null,
  parentId: null,
  parentName: null,
  branchedAt: null,
  engine: 'libsql',
  isSchema: false,
  schemaId: null,
  sizeLimit: null,
  allowAttach: false,
  blockReads: false,
  blockWrites: false,
  deleteProtection: false,
  allowedIps: [],
  allowedVpcs: [],
  encryptionCipher: null,
  state: 'ready',
  archivedAt: null,
  deletedAt: null,
  groupDeletedAt: null,
};
