import { closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Suffixes of the files that SQLite keeps beside a database. */
const companions = ['-wal', '-shm', '-journal'];

/** The file of a content. @throws TypeError for an id that could lead elsewhere */
export function contentPath(directory: string, id: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/.test(id)) throw new TypeError(`not the id of a content: ${id}`);
  return join(directory, `${id}.db`);
}

export function contentExists(path: string): boolean {
  return existsSync(path);
}

/** Deletes a content, which must be closed. */
export function deleteContent(path: string): void {
  // The file goes first: without it, what is beside it means nothing.
  for (const suffix of ['', ...companions, '.new']) rmSync(path + suffix, { force: true });
}

/** Puts a finished file in the place of a content. A crash leaves the one or the other. */
export function replaceContent(from: string, to: string, isDurable: boolean): void {
  for (const suffix of companions) rmSync(to + suffix, { force: true });
  renameSync(from, to);
  if (isDurable) syncDirectory(dirname(to));
}

/** Finds the files of contents that nobody names, and unfinished ones. No later content has their names. */
export function findOrphans(directory: string, ids: ReadonlySet<string>): string[] {
  if (!existsSync(directory)) return [];
  const orphans: string[] = [];
  for (const name of readdirSync(directory)) {
    const [, id] = /^([A-Za-z0-9_-]+)\.db(?:-wal|-shm|-journal|\.new.*)?$/.exec(name) ?? [];
    if (id !== undefined && !ids.has(id)) orphans.push(join(directory, name));
  }
  return orphans;
}

/** Deletes files one after the other, while requests are answered. One that cannot be deleted stays. */
export async function deleteFiles(paths: readonly string[]): Promise<void> {
  for (const path of paths) await unlink(path).catch(() => undefined);
}

function syncDirectory(directory: string): void {
  // Windows has no handle of a directory that could be synced.
  if (process.platform === 'win32') return;
  const handle = openSync(directory, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
