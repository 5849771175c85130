import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The defects that SQLite finds in each content of a data directory that no server has open. */
export function damagedContents(directory: string): string[] {
  return contents(directory).flatMap((id) =>
    onCopy(join(directory, 'databases', `${id}.db`), 'PRAGMA integrity_check')
      .filter((text) => text !== 'ok')
      .map((text) => `${id}: ${text}`),
  );
}

/** Contents whose database is not in the store. */
export function orphans(directory: string): string[] {
  const named = new Set(onCopy(join(directory, 'mockplane.db'), 'SELECT content FROM databases'));
  return contents(directory).filter((id) => !named.has(id));
}

function contents(directory: string): string[] {
  const folder = join(directory, 'databases');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.db'))
    .map((name) => basename(name, '.db'));
}

/** Reads a copy with its log, so that the server finds the files as they were left. @returns the first column */
function onCopy(file: string, sql: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'mockplane-durability-'));
  try {
    copyWithLog(file, folder);
    const database = new DatabaseSync(join(folder, basename(file)));
    try {
      return database
        .prepare(sql)
        .all()
        .map((row) => String(Object.values(row)[0]));
    } finally {
      database.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Copies a database and its log. A process of SQL that outlives its killed server for a moment may put the log into the
 * file and remove it meanwhile; the file is then copied again.
 */
function copyWithLog(file: string, folder: string): void {
  for (;;) {
    copyFileSync(file, join(folder, basename(file)));
    if (!existsSync(`${file}-wal`)) return;
    try {
      copyFileSync(`${file}-wal`, join(folder, `${basename(file)}-wal`));
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}
