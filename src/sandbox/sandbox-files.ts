import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { SandboxOrigin, SandboxSettings } from './sandbox-settings.ts';
import { type Lock, lockFile } from './store/lock.ts';
import { makeDirectory } from './store/make-directory.ts';
import { DataDirectoryError } from './store/open.ts';
import { isSandboxName } from './tokens.ts';

/** The saved description of a sandbox, apart from its state. */
export interface SavedSandbox {
  readonly origin: SandboxOrigin;
  /** Milliseconds since the epoch, in real time. */
  readonly createdAt: number;
  /** Undefined for a sandbox created on first use, which takes the server's present settings. */
  readonly settings?: SandboxSettings | undefined;
}

/** The directories of the sandboxes in a data directory: `DIR/sandboxes/NAME`. */
export interface SandboxFiles {
  /** The path of a sandbox's directory. @throws Error for an invalid name, which could lead elsewhere */
  folder(name: string): string;
  /** The saved sandboxes, by name. @throws DataDirectoryError for a damaged description */
  list(): (SavedSandbox & { readonly name: string })[];
  /** A saved sandbox; undefined if there is none. @throws DataDirectoryError for a damaged description */
  find(name: string): SavedSandbox | undefined;
  /** Keeps other servers from a sandbox, saved or not. @returns undefined when another server does so */
  lock(name: string): Lock | undefined;
  /** Creates the directory of a new sandbox and saves its description, synced to disk. @throws errors of `node:fs` */
  save(name: string, saved: SavedSandbox): void;
  /** Removes the directory of a sandbox. @throws errors of `node:fs` */
  remove(name: string): void;
}

export function createSandboxFiles(directory: string): SandboxFiles {
  const parent = join(directory, 'sandboxes');
  const folder = (name: string): string => {
    if (!isSandboxName(name)) throw new Error(`A sandbox cannot be named ${name}.`);
    return join(parent, name);
  };
  const fileOf = (name: string): string => join(folder(name), 'sandbox.json');
  return {
    folder,
    list() {
      if (!existsSync(parent)) return [];
      return readdirSync(parent, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && isSandboxName(entry.name) && existsSync(fileOf(entry.name)))
        .map(({ name }) => ({ name, ...read(fileOf(name)) }));
    },
    find(name) {
      if (!isSandboxName(name)) return undefined;
      return existsSync(fileOf(name)) ? read(fileOf(name)) : undefined;
    },
    lock(name) {
      const path = folder(name);
      makeDirectory(parent);
      return lockFile(`${path}.lock`);
    },
    save(name, saved) {
      // An interrupted removal may have left the state of an earlier sandbox.
      rmSync(folder(name), { recursive: true, force: true });
      makeDirectory(folder(name));
      // Rename the file into place, so that a crash leaves the whole file or none.
      const unfinished = `${fileOf(name)}.new`;
      const file = openSync(unfinished, 'w', 0o600);
      try {
        writeSync(file, `${JSON.stringify(saved)}\n`);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(unfinished, fileOf(name));
      for (const changed of [folder(name), parent, directory]) syncDirectory(changed);
    },
    remove(name) {
      // A sandbox without a description is gone, even if a crash interrupts the rest of the removal.
      rmSync(fileOf(name), { force: true });
      rmSync(folder(name), { recursive: true, force: true });
    },
  };
}

/** Syncs a directory, so that a new entry survives a crash. Windows cannot sync directories. */
function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(directory, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Reads a description. @throws DataDirectoryError for a damaged one */
function read(file: string): SavedSandbox {
  let saved: unknown;
  try {
    saved = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw damaged(file, (error as Error).message);
  }
  if (!isSaved(saved)) throw damaged(file, 'it does not say how the sandbox was made');
  return saved;
}

function damaged(file: string, defect: string): DataDirectoryError {
  return new DataDirectoryError(
    `${file} is damaged (${defect}). Restore it, remove its directory, or use another directory`,
  );
}

function isSaved(value: unknown): value is SavedSandbox {
  if (typeof value !== 'object' || value === null) return false;
  const { origin, createdAt, settings } = value as Record<keyof SavedSandbox, unknown>;
  if (typeof createdAt !== 'number') return false;
  return origin === 'first-use' ? settings === undefined : origin === 'created' && isSettings(settings);
}

/** Checks the required settings only: Mockplane itself writes the file, and writes it whole. */
function isSettings(value: unknown): value is SandboxSettings {
  if (typeof value !== 'object' || value === null) return false;
  const { edition, transitions, baseline } = value as Record<keyof SandboxSettings, unknown>;
  return (
    typeof edition === 'string' &&
    typeof transitions === 'object' &&
    transitions !== null &&
    (baseline === 'story' || baseline === 'empty' || baseline === 'snapshot')
  );
}
