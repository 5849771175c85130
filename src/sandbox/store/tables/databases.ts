import type { DatabaseSync } from 'node:sqlite';
import { cached, capacityCheck, query } from '../sqlite.ts';

export interface DatabaseRow {
  /** A UUID, the API's `DbId`. */
  readonly id: string;
  readonly organization: string;
  readonly name: string;
  /** The 32-byte seed of the Ed25519 key that signs its tokens. */
  readonly signingKey: Uint8Array;
  readonly createdAt: number;
}

/** The name and organization of a database. Most callers do not need its key. */
export type DatabaseNameRow = Omit<DatabaseRow, 'signingKey' | 'createdAt'>;

/** The table of logical databases, in the order of creation. */
export function databasesTable(database: DatabaseSync) {
  const columns = 'SELECT id, organization, name, signing_key AS signingKey, created_at AS createdAt FROM databases';
  const add = query<[string, string, string, Uint8Array, number]>(
    database,
    'INSERT INTO databases (id, organization, name, signing_key, created_at) VALUES (?, ?, ?, ?, ?)',
  );
  const names = 'SELECT id, organization, name FROM databases';
  const get = query<[string, string], DatabaseNameRow>(database, `${names} WHERE organization = ? AND name = ?`);
  const byId = query<[string], DatabaseRow>(database, `${columns} WHERE id = ?`);
  const ofOrganization = query<[string], DatabaseNameRow>(
    database,
    `${names} WHERE organization = ? ORDER BY position`,
  );
  const all = query<[], DatabaseRow>(database, `${columns} ORDER BY position`);
  const count = query<[string], { count: number }>(
    database,
    'SELECT count(*) AS count FROM databases WHERE organization = ?',
  );
  const keyOf = query<[string], { key: Uint8Array }>(database, 'SELECT signing_key AS key FROM databases WHERE id = ?');
  const setSigningKey = query<[Uint8Array, string]>(database, 'UPDATE databases SET signing_key = ? WHERE id = ?');
  const remove = query<[string]>(database, 'DELETE FROM databases WHERE id = ?');
  const hasRoom = capacityCheck(database, 'databases', 'position');

  return {
    add: ({ id, organization, name, signingKey, createdAt }: DatabaseRow): void =>
      void add.run(id, organization, name, signingKey, createdAt),
    get: cached(database, (organization: string, name: string) => get.one(organization, name)),
    byId: (id: string) => byId.one(id),
    ofOrganization: (organization: string) => ofOrganization.all(organization),
    all: () => all.all(),
    /** Whether there are fewer databases than a limit, across all organizations. */
    hasRoom,
    count: (organization: string) => count.one(organization)!.count,
    /** The signing key of an existing database. */
    signingKey: (id: string) => keyOf.one(id)!.key,
    setSigningKey: (id: string, key: Uint8Array): void => void setSigningKey.run(key, id),
    /** Removes a database with its instances and their usage. */
    remove: (id: string): void => void remove.run(id),
  };
}
