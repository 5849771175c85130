import type { DatabaseSync } from 'node:sqlite';
import { query, roomIn } from '../sqlite.ts';

export interface UserFileRow {
  readonly id: number;
  readonly owner: string;
  /** As the sender named it; it is shown, never used as a path. */
  readonly name: string;
  readonly description: string;
  readonly content: Uint8Array;
}

/** Uploaded files, in the order of their upload. */
export function userFilesTable(database: DatabaseSync) {
  const add = query<[number | null, string, string, string, Uint8Array]>(
    database,
    'INSERT INTO user_files (id, owner, name, description, content) VALUES (?, ?, ?, ?, ?)',
  );
  const list = query<[string], Omit<UserFileRow, 'content'>>(
    database,
    'SELECT id, owner, name, description FROM user_files WHERE owner = ? ORDER BY id',
  );
  const all = query<[], UserFileRow>(
    database,
    'SELECT id, owner, name, description, content FROM user_files ORDER BY id',
  );
  const size = query<[string], { bytes: number; count: number }>(
    database,
    'SELECT coalesce(sum(length(content)), 0) AS bytes, count(*) AS count FROM user_files WHERE owner = ?',
  );
  const remove = query<[string, number]>(database, 'DELETE FROM user_files WHERE owner = ? AND id = ?');
  const hasRoom = roomIn(database, 'user_files', 'id');

  return {
    /** Without an id it gets the next one. */
    add: ({ id, owner, name, description, content }: Omit<UserFileRow, 'id'> & { readonly id?: number }): void =>
      void add.run(id ?? null, owner, name, description, content),
    /** Without their contents. */
    ofOwner: (owner: string) => list.all(owner),
    all: () => all.all(),
    /** What an owner's files take, in bytes and number. */
    size: (owner: string) => size.one(owner)!,
    /** Whether there are fewer than so many, of everybody. */
    hasRoom,
    /** @returns whether the owner had such a file */
    remove: (owner: string, id: number): boolean => remove.run(owner, id) > 0,
  };
}
