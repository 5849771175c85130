import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { capacityCheck, query } from '../sqlite.ts';

export interface ApiTokenRow {
  /** 22 characters of base64url. */
  readonly id: string;
  readonly username: string;
  readonly name: string;
  /** SHA-256 of the token in hexadecimal; the token itself is not stored. Null for a token with an unknown value. */
  readonly hash: string | null;
  readonly createdAt: number;
}

/** Hashes a token for the store. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The table of platform API tokens, in the order of creation. */
export function apiTokensTable(database: DatabaseSync) {
  const columns = 'SELECT id, username, name, hash, created_at AS createdAt FROM api_tokens';
  const add = query<[string, string, string, string | null, number]>(
    database,
    'INSERT INTO api_tokens (id, username, name, hash, created_at) VALUES (?, ?, ?, ?, ?)',
  );
  const get = query<[string, string], ApiTokenRow>(database, `${columns} WHERE username = ? AND name = ?`);
  const byHash = query<[string], ApiTokenRow>(database, `${columns} WHERE hash = ?`);
  const ofUser = query<[string], ApiTokenRow>(database, `${columns} WHERE username = ? ORDER BY position`);
  const all = query<[], ApiTokenRow>(database, `${columns} ORDER BY position`);
  const remove = query<[string]>(database, 'DELETE FROM api_tokens WHERE id = ?');
  const hasRoom = capacityCheck(database, 'api_tokens', 'position');

  return {
    add: ({ id, username, name, hash, createdAt }: ApiTokenRow): void =>
      void add.run(id, username, name, hash, createdAt),
    get: (username: string, name: string) => get.one(username, name),
    byHash: (hash: string) => byHash.one(hash),
    ofUser: (username: string) => ofUser.all(username),
    all: () => all.all(),
    /** Whether there are fewer tokens than a limit, across all users. */
    hasRoom,
    remove: (id: string): void => void remove.run(id),
  };
}
