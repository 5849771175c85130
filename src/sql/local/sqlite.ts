import type { DatabaseSync, DatabaseSyncOptions } from 'node:sqlite';

/** Opens a database. An older Node has no SQLite, and must still be able to load this file. */
export function openDatabase(location: string, options: DatabaseSyncOptions): DatabaseSync {
  const { DatabaseSync: Database } = process.getBuiltinModule('node:sqlite');
  return new Database(location, options);
}
