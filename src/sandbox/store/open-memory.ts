import type { DatabaseSync } from 'node:sqlite';
import type { Moment } from '../clock/time.ts';
import { applicationId, migrate } from './migrate.ts';
import { openDatabase } from './sqlite.ts';

/** The state of a store, to be copied into new ones. Its times move with the clock. */
export interface StateImage {
  /** A database as SQLite stores it. */
  readonly bytes: Uint8Array;
  /** The statements that give a copy times and contents of its own. */
  readonly adapt: (now: Moment) => string;
}

/** The state that a store in memory begins with, and the time of its clock. */
export interface StoreCopy {
  readonly image: StateImage;
  readonly now: Moment;
}

/** In bytes: half of SQLite's default. Most tables have few rows, and small pages are soon copied. */
const pageSize = 2_048;

/** The bytes of a database without rows, once there was one. A copy takes a fifth of the time that the schema takes. */
const empty: { bytes?: Uint8Array | undefined } = {};

/** Opens a database in memory, which ends with the process. @param copy its state; none by default */
export function openInMemory(copy?: StoreCopy): DatabaseSync {
  if (copy) {
    const database = openBytes(copy.image.bytes);
    database.exec(`BEGIN; ${copy.image.adapt(copy.now)}; COMMIT`);
    return database;
  }
  if (empty.bytes) return openBytes(empty.bytes);
  const database = openDatabase(':memory:');
  // A backup becomes a file.
  database.exec(`PRAGMA page_size = ${pageSize}; PRAGMA application_id = ${applicationId}`);
  migrate(database);
  empty.bytes = bytesOf(database);
  return database;
}

/** Opens a copy of a database in memory. @param bytes as `bytesOf` returns them */
export function openBytes(bytes: Uint8Array): DatabaseSync {
  const database = openDatabase(':memory:');
  database.deserialize(bytes);
  // Nobody else writes to it, so SQLite need not look for changes.
  database.exec('PRAGMA locking_mode = EXCLUSIVE');
  return database;
}

/** The bytes of a database; undefined where this Node cannot copy one. */
export function bytesOf(database: DatabaseSync): Uint8Array | undefined {
  return 'serialize' in database ? database.serialize() : undefined;
}
