import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { findWalDamage } from './wal.ts';
import { migrations } from './migrations.ts';
import { openDatabase } from './sqlite.ts';
import { writeFailure } from './errors.ts';

/** Marks our files: "mock" in ASCII. */
const applicationId = 0x6d6f636b;

/** What a log is cut to, in bytes, when a large write has made it larger: as long as it gets by itself. */
const logLimit = 4_194_304;

/** A data directory that cannot be used; the message says which and why, and what to do. */
export class DataDirectoryError extends Error {
  override readonly name = 'DataDirectoryError';
}

/** State that lives as long as the process. */
export function openInMemory(): DatabaseSync {
  const database = openDatabase(':memory:');
  migrate(database);
  return database;
}

/**
 * State in a directory: what was acknowledged is stored, in a write-ahead log that is synced before the answer. The
 * file is locked for one server at a time; the lock ends with the process, however it ends.
 *
 * @throws DataDirectoryError when another server has it, when it is newer or damaged, or is not ours; it stays as it is
 */
export function openDirectory(directory: string): DatabaseSync {
  const file = join(directory, 'mockplane.db');
  let database: DatabaseSync | undefined;
  try {
    // It will hold signing keys.
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    if (existsSync(file) || existsSync(logOf(file))) inspect(file);
    database = openDatabase(file);
    // The lock is taken with the first write and kept until the end.
    database.exec(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA journal_size_limit = ${logLimit};
      PRAGMA synchronous = FULL;
      BEGIN IMMEDIATE;
      PRAGMA application_id = ${applicationId};
      COMMIT;
    `);
    migrate(database);
    return database;
  } catch (error) {
    database?.close();
    throw explain(error, directory, file);
  }
}

/**
 * Looks at a file before anything is written to it, and leaves no trace. Where there is a write-ahead log, it is read
 * with it, and not put into the file, as a writer would do; where there is none, none is begun.
 *
 * @throws DataDirectoryError for one that cannot be used
 */
function inspect(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found && !found.isFile())
    throw new DataDirectoryError(`${file} is no file. Choose another directory with --data`);
  const hasLog = existsSync(logOf(file));
  if (hasLog) inspectLog(file, found?.size ?? 0);
  const location = pathToFileURL(file);
  if (!hasLog) location.searchParams.set('immutable', '1');
  const database = openDatabase(location, { readOnly: true });
  try {
    const tables = number(database, 'SELECT count(*) FROM sqlite_schema');
    const id = number(database, 'PRAGMA application_id');
    if (id !== applicationId && (id !== 0 || tables > 0)) {
      throw new DataDirectoryError(`${file} is a database of another program. Choose another directory with --data`);
    }
    const version = number(database, 'PRAGMA user_version');
    if (version > migrations.length) {
      throw new DataDirectoryError(`${file} was written by a newer Mockplane. Use that one, or another directory`);
    }
    // What SQLite itself does not look for.
    const isCut = !hasLog && statSync(file).size % number(database, 'PRAGMA page_size') !== 0;
    const defect = isCut ? 'it has lost its end' : value(database, 'PRAGMA quick_check(1)');
    if (defect === 'ok') return;
    throw damaged(file, String(defect));
  } finally {
    database.close();
  }
}

/** A log without its file, or one that SQLite would read in part, would be written over. */
function inspectLog(file: string, fileSize: number): void {
  const log = readFileSync(logOf(file));
  const defect = fileSize === 0 && log.length > 0 ? `its log ${logOf(file)} is all that is left` : findWalDamage(log);
  if (defect !== undefined) throw damaged(file, defect);
}

function logOf(file: string): string {
  return `${file}-wal`;
}

function damaged(file: string, defect: string): DataDirectoryError {
  return new DataDirectoryError(`${file} is damaged (${defect}). Restore it, or use another directory`);
}

function migrate(database: DatabaseSync): void {
  const from = number(database, 'PRAGMA user_version');
  if (from < migrations.length) {
    // A table that is made anew would take the rows along that refer to it.
    database.exec(`
      PRAGMA foreign_keys = OFF;
      BEGIN IMMEDIATE;
      ${migrations.slice(from).join('\n')}
      PRAGMA user_version = ${migrations.length};
      COMMIT;
    `);
  }
  database.exec('PRAGMA foreign_keys = ON');
}

/** The one value that a statement gives. */
function value(database: DatabaseSync, sql: string): unknown {
  return Object.values(database.prepare(sql).get() ?? {})[0];
}

function number(database: DatabaseSync, sql: string): number {
  return Number(value(database, sql));
}

function explain(error: unknown, directory: string, file: string): Error {
  if (error instanceof DataDirectoryError) return error;
  const { message, code } = error as NodeJS.ErrnoException;
  if (/locked|busy/i.test(message)) {
    return new DataDirectoryError(
      `${directory} is in use by another Mockplane. End that one, or use another directory`,
    );
  }
  const failure = writeFailure(error);
  if (failure === 'full') {
    return new DataDirectoryError(`no space is left in ${directory}. Free some, or use another directory`);
  }
  if (/malformed|not a database|corrupt/i.test(message)) {
    return damaged(file, message);
  }
  if (
    code === 'EACCES' ||
    code === 'ENOTDIR' ||
    code === 'EEXIST' ||
    code === 'EROFS' ||
    failure === 'unwritable' ||
    /unable to open|disk I\/O/i.test(message)
  ) {
    return new DataDirectoryError(`${directory} cannot be written to (${message}). Use another directory`);
  }
  return error as Error;
}
