import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { findWalDamage } from './wal.ts';
import { applicationId, migrate, numberOf, valueOf } from './migrate.ts';
import { migrations } from './migrations.ts';
import { makeDirectory } from './make-directory.ts';
import { openDatabase } from './sqlite.ts';
import { writeFailure } from './errors.ts';

/**
 * After a large write, SQLite truncates the log to this size, in bytes. Without large writes it grows this long by
 * itself.
 */
const logLimit = 4_194_304;

/** A data directory that cannot be used. The message says which one, why, and how to fix it. */
export class DataDirectoryError extends Error {
  override readonly name = 'DataDirectoryError';
}

/**
 * Opens the database in a directory. Acknowledged writes are durable: the write-ahead log is synced before the answer.
 * The file is locked for one server at a time; the lock ends with the process, even after a crash.
 *
 * @throws DataDirectoryError when another server has locked it, or when it is newer, damaged or not Mockplane's; the
 * directory then stays unchanged
 */
export function openDirectory(directory: string): DatabaseSync {
  const file = join(directory, 'mockplane.db');
  let database: DatabaseSync | undefined;
  try {
    makeDirectory(directory);
    if (existsSync(file) || existsSync(logOf(file))) inspect(file);
    database = openDatabase(file);
    // SQLite takes the lock with the first write and keeps it until the database is closed.
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
    throw toDirectoryError(error, directory, file);
  }
}

/**
 * Inspects a file without writing to it. Reads an existing write-ahead log but does not copy it into the file, as a
 * writer would. Creates no log if there is none.
 *
 * @throws DataDirectoryError when the file cannot be used
 */
function inspect(file: string): void {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats && !stats.isFile())
    throw new DataDirectoryError(`${file} is not a file. Choose another directory with --data`);
  const hasLog = existsSync(logOf(file));
  if (hasLog) inspectLog(file, stats?.size ?? 0);
  const location = pathToFileURL(file);
  if (!hasLog) location.searchParams.set('immutable', '1');
  const database = openDatabase(location, { readOnly: true });
  try {
    const tables = numberOf(database, 'SELECT count(*) FROM sqlite_schema');
    const id = numberOf(database, 'PRAGMA application_id');
    if (id !== applicationId && (id !== 0 || tables > 0)) {
      throw new DataDirectoryError(`${file} is a database of another program. Choose another directory with --data`);
    }
    const version = numberOf(database, 'PRAGMA user_version');
    if (version > migrations.length) {
      throw new DataDirectoryError(`${file} was written by a newer Mockplane. Use that one, or another directory`);
    }
    // SQLite does not check for a truncated file.
    const isTruncated = !hasLog && statSync(file).size % numberOf(database, 'PRAGMA page_size') !== 0;
    const defect = isTruncated ? 'it has lost its end' : valueOf(database, 'PRAGMA quick_check(1)');
    if (defect === 'ok') return;
    throw damagedError(file, String(defect));
  } finally {
    database.close();
  }
}

/** Checks the log: SQLite would overwrite a log without its file, or one that it can read only in part. */
function inspectLog(file: string, fileSize: number): void {
  const log = readFileSync(logOf(file));
  const defect = fileSize === 0 && log.length > 0 ? `its log ${logOf(file)} is all that is left` : findWalDamage(log);
  if (defect !== undefined) throw damagedError(file, defect);
}

function logOf(file: string): string {
  return `${file}-wal`;
}

function damagedError(file: string, defect: string): DataDirectoryError {
  return new DataDirectoryError(`${file} is damaged (${defect}). Restore it, or use another directory`);
}

function toDirectoryError(error: unknown, directory: string, file: string): Error {
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
    return damagedError(file, message);
  }
  // `path` is a parent of the directory, if that one is the file.
  if (code === 'EEXIST') {
    const { path = directory } = error as NodeJS.ErrnoException;
    return new DataDirectoryError(`${path} is a file, not a directory. Use another directory`);
  }
  const isRefused = code !== undefined && 'syscall' in (error as object);
  if (isRefused || failure === 'unwritable' || /unable to open|disk I\/O/i.test(message)) {
    return new DataDirectoryError(`${directory} cannot be written to (${message}). Use another directory`);
  }
  return error as Error;
}
