import { closeSync, openSync, readSync } from 'node:fs';
import { openConnection, type ConnectionOptions } from './connection.ts';
import { isSqliteFailure } from './errors.ts';
import { deleteContent } from './files.ts';

type FileOptions = Pick<ConnectionOptions, 'path' | 'isDurable' | 'define'>;

/** Makes the file of a content, with the rows that statements give it. @throws SQLite's error; then there is no file */
export function fillFile({
  sql,
  progress,
  ...options
}: FileOptions & { sql?: string | undefined; readonly progress: () => void }): void {
  deleteContent(options.path);
  const connection = openConnection(options);
  try {
    if (sql) {
      connection.exec('BEGIN IMMEDIATE');
      progress();
      connection.exec(sql);
      connection.exec('COMMIT');
    }
    connection.close();
  } catch (error) {
    connection.close();
    deleteContent(options.path);
    throw error;
  }
}

/** Writes the committed rows into a new file, without free pages and without a log beside it. */
export function vacuumInto(options: FileOptions, path: string): void {
  const connection = openConnection({ ...options, mayAttach: true });
  try {
    connection.query('VACUUM INTO ?', path);
  } finally {
    connection.close();
  }
}

/** Checks that a file is a sound SQLite database. @returns why it is not; undefined if it is */
export function checkFile(options: FileOptions): string | undefined {
  if (!hasHeader(options.path)) return 'it is not a SQLite database';
  try {
    const connection = openConnection(options);
    try {
      const [[finding] = []] = connection.query('PRAGMA quick_check(1)');
      return finding === 'ok' ? undefined : `it is damaged: ${String(finding)}`;
    } finally {
      connection.close();
    }
  } catch (error) {
    if (!isSqliteFailure(error)) throw error;
    return `it cannot be opened: ${error.message}`;
  }
}

function hasHeader(path: string): boolean {
  const header = Buffer.alloc(16);
  const file = openSync(path, 'r');
  try {
    readSync(file, header, 0, header.length, 0);
  } finally {
    closeSync(file);
  }
  return header.toString('latin1') === 'SQLite format 3\0';
}
