import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What SQLite finds wrong with each content of a data directory that no server has open. */
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
    for (const suffix of ['', '-wal']) {
      const name = basename(file) + suffix;
      if (existsSync(join(dirname(file), name))) copyFileSync(join(dirname(file), name), join(folder, name));
    }
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
