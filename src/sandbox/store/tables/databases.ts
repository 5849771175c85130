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

/** Where the rows of a database are kept. A new database gets a content of its own, which is empty until it is written. */
export interface DatabaseContent {
  /** Random, so that it is never given twice, not even after a reset. */
  readonly id: string;
  /** Run when the content is first used. */
  readonly initialSql?: string;
}

/** The table of logical databases, in the order of creation. */
export function databasesTable(database: DatabaseSync) {
  const columns = 'SELECT id, organization, name, signing_key AS signingKey, created_at AS createdAt FROM databases';
  const add = query<[string, string, string, Uint8Array, number]>(
    database,
    `INSERT INTO databases (id, organization, name, signing_key, created_at, content)
     VALUES (?, ?, ?, ?, ?, lower(hex(randomblob(16))))`,
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
  const content = query<[string], { id: string; initialSql: string | null }>(
    database,
    'SELECT content AS id, content_sql AS initialSql FROM databases WHERE id = ?',
  );
  const setInitialSql = query<[string, string]>(database, 'UPDATE databases SET content_sql = ? WHERE id = ?');
  const setContent = query<[string, string]>(
    database,
    'UPDATE databases SET content = ?, content_sql = NULL WHERE id = ?',
  );
  const contents = query<[], { id: string }>(database, 'SELECT content AS id FROM databases');
  const remove = query<[string]>(database, 'DELETE FROM databases WHERE id = ?');
  const hasRoom = capacityCheck(database, 'databases', 'position');
  const listeners: ((id: string | undefined) => void)[] = [];
  const changed = (id?: string): void => {
    for (const listener of listeners) listener(id);
  };

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
    setSigningKey(id: string, key: Uint8Array): void {
      setSigningKey.run(key, id);
      changed(id);
    },
    /** The name of what a database that there is holds, and the SQL that it starts with. */
    content: cached(database, (id: string) => toContent(content.one(id)!)),
    /** Gives a database other rows: those of another content. */
    setContent(id: string, contentId: string): void {
      setContent.run(contentId, id);
      changed(id);
    },
    /** Sets the SQL that fills the content of a database when it is first used. */
    setInitialSql: (id: string, sql: string): void => void setInitialSql.run(sql, id),
    /** The contents of all databases. */
    contents: () => contents.all().map((row) => row.id),
    /** Removes a database with its instances and their usage. */
    remove(id: string): void {
      remove.run(id);
      changed(id);
    },
    /** Tells the listeners that whoever uses a database is to start anew; all of them without an id. */
    changed,
    /** Calls back when a database loses its key, its content or itself, even if that is rolled back. */
    onChange: (listener: (id: string | undefined) => void): void => void listeners.push(listener),
  };
}

function toContent({ id, initialSql }: { id: string; initialSql: string | null }): DatabaseContent {
  return initialSql === null ? { id } : { id, initialSql };
}
