import type { DatabaseSync } from 'node:sqlite';
import { openDatabase } from './sqlite.ts';

/** A lock on a file that one process holds. It ends with the process, even after a crash. */
export interface Lock {
  release(): void;
}

/**
 * Locks a file, which is created if it does not exist and stays empty. The lock is SQLite's own: an advisory lock of the
 * operating system that a database without tables takes.
 *
 * @returns undefined when another process, or another lock of this one, holds it
 * @throws errors of SQLite for a file that cannot be opened
 */
export function lockFile(file: string): Lock | undefined {
  let database: DatabaseSync | undefined;
  try {
    database = openDatabase(file, { timeout: 0 });
    // Nothing is written, so no journal is to lie beside the file.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    const held = database;
    return { release: () => held.close() };
  } catch (error) {
    database?.close();
    if (/locked|busy/i.test((error as Error).message)) return undefined;
    throw error;
  }
}
