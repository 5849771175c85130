import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** The contents of an engine that have a namespace. */
export interface KnownContents {
  /** The beginning of the names of all its namespaces. */
  readonly owner: string;
  has(id: string): boolean;
  add(id: string): void;
  delete(id: string): void;
  all(): readonly string[];
}

/** Knows the contents of an engine that deletes its namespaces at its end. */
export function temporaryContents(): KnownContents {
  const ids = new Set<string>();
  return {
    owner: newOwner(),
    has: (id) => ids.has(id),
    add: (id) => void ids.add(id),
    delete: (id) => void ids.delete(id),
    all: () => [...ids],
  };
}

const ownerFile = 'libsql-owner';
const mark = '.libsql';

/** Whether a directory belongs to an engine that keeps its rows on a libSQL server. */
export function isDirectoryOfServer(directory: string): boolean {
  return existsSync(join(directory, ownerFile));
}

/**
 * Knows the contents of an engine that stay. The directory holds an empty file for each: without it, rows on a server that
 * were never acknowledged could be taken for those of a content.
 */
export function keptContents(directory: string): KnownContents {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = (id: string): string => join(directory, id + mark);
  const ids = new Set(
    readdirSync(directory)
      .filter((name) => name.endsWith(mark))
      .map((name) => name.slice(0, -mark.length)),
  );
  return {
    owner: readOwner(directory),
    has: (id) => ids.has(id),
    add(id) {
      writeDurably(directory, path(id), '');
      ids.add(id);
    },
    delete(id) {
      ids.delete(id);
      rmSync(path(id), { force: true });
    },
    all: () => [...ids],
  };
}

function readOwner(directory: string): string {
  const path = join(directory, ownerFile);
  if (!existsSync(path)) writeDurably(directory, path, newOwner());
  return readFileSync(path, 'utf8');
}

/** Random, so that the namespaces of two sandboxes never meet. */
function newOwner(): string {
  return randomBytes(8).toString('hex');
}

function writeDurably(directory: string, path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o600, flush: true });
  // Windows cannot open a directory, and syncs its entries itself.
  if (process.platform === 'win32') return;
  const handle = openSync(directory, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
