import type { DatabaseSync } from 'node:sqlite';
import { query } from '../sqlite.ts';

export interface DumpRow {
  /** Opaque; the end of the URL that a dump is named by. */
  readonly id: string;
  readonly organization: string;
  /** The name of the file. */
  readonly name: string;
  readonly content: Uint8Array;
  readonly createdAt: number;
}

/** SQL files that were uploaded to make databases from. */
export function dumpsTable(database: DatabaseSync) {
  const columns = 'SELECT id, organization, name, content, created_at AS createdAt FROM dumps';
  const add = query<[string, string, string, Uint8Array, number]>(
    database,
    'INSERT INTO dumps (id, organization, name, content, created_at) VALUES (?, ?, ?, ?, ?)',
  );
  const get = query<[string, string], DumpRow>(database, `${columns} WHERE organization = ? AND id = ?`);
  const all = query<[], DumpRow>(database, `${columns} ORDER BY created_at, id`);
  const purge = query<[number]>(database, 'DELETE FROM dumps WHERE created_at <= ?');
  const size = query<[], { bytes: number }>(database, 'SELECT coalesce(sum(length(content)), 0) AS bytes FROM dumps');
  return {
    add: (row: DumpRow): void => void add.run(row.id, row.organization, row.name, row.content, row.createdAt),
    get: (organization: string, id: string) => get.one(organization, id),
    all: () => all.all(),
    /** Removes those that were uploaded at a moment or before. */
    purge: (uploadedUntil: number): void => void purge.run(uploadedUntil),
    /** The bytes that all of them take. */
    size: () => size.one()!.bytes,
  };
}
