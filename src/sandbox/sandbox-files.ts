import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { SandboxOrigin, SandboxSettings } from './sandbox-settings.ts';
import { DataDirectoryError } from './store/open.ts';
import { isSandboxName } from './tokens.ts';

/** What is kept of a sandbox beside its state. */
export interface SavedSandbox {
  readonly origin: SandboxOrigin;
  /** Milliseconds since the epoch, in real time. */
  readonly createdAt: number;
  /** Undefined for one that was made on first use: it is as the server is told to make them, each time. */
  readonly settings?: SandboxSettings | undefined;
}

/** The directories of the sandboxes below a data directory: `DIR/sandboxes/NAME`. */
export interface SandboxFiles {
  /** The directory of a sandbox. @throws Error for a name that could lead elsewhere */
  folder(name: string): string;
  /** The sandboxes that have a directory, by name. @throws DataDirectoryError for one that cannot be read */
  list(): (SavedSandbox & { readonly name: string })[];
  /** Makes the directory of a new sandbox and keeps there, synced, how it was made. @throws the error of `node:fs` */
  save(name: string, saved: SavedSandbox): void;
  /** Removes a sandbox's directory. */
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
    save(name, saved) {
      // A removal that was cut short may have left the state of an earlier one.
      rmSync(folder(name), { recursive: true, force: true });
      // It will hold signing keys.
      mkdirSync(folder(name), { recursive: true, mode: 0o700 });
      // Renamed into place, so that a crash leaves the whole file or none.
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
      rmSync(folder(name), { recursive: true, force: true });
    },
  };
}

/** A name in a directory outlives a crash when the directory is synced. Windows can neither open nor sync one. */
function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(directory, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** @throws DataDirectoryError for a file that says nothing that can be used */
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

/** The parts that a sandbox cannot be made without; the file is ours, and was written whole. */
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
