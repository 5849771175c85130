import type { DatabaseSync } from 'node:sqlite';
import { capacityCheck, query } from '../sqlite.ts';

export interface UserFileRow {
  readonly id: number;
  readonly owner: string;
  /** The file name that the client sent. It is shown, never used as a path. */
  readonly name: string;
  readonly description: string;
  readonly content: Uint8Array;
}

/** The table of uploaded files, in the order of upload. */
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
  const hasRoom = capacityCheck(database, 'user_files', 'id');

  return {
    /** Inserts a file, with the next id by default. */
    add: ({ id, owner, name, description, content }: Omit<UserFileRow, 'id'> & { readonly id?: number }): void =>
      void add.run(id ?? null, owner, name, description, content),
    /** The files of an owner, without their contents. */
    ofOwner: (owner: string) => list.all(owner),
    all: () => all.all(),
    /** The total size of an owner's files, in bytes, and their number. */
    size: (owner: string) => size.one(owner)!,
    /** Whether there are fewer files than a limit, across all owners. */
    hasRoom,
    /** Removes a file. @returns whether the owner had such a file */
    remove: (owner: string, id: number): boolean => remove.run(owner, id) > 0,
  };
}
