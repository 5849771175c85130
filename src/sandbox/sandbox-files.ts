import {
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { SandboxOrigin, SandboxSettings } from './sandbox-settings.ts';
import { isSandboxName } from './tokens.ts';

/** What is kept of a sandbox beside its state. */
export interface SavedSandbox {
  readonly origin: SandboxOrigin;
  readonly settings: SandboxSettings;
  /** Milliseconds since the epoch, in real time. */
  readonly createdAt: number;
}

/** The directories of the sandboxes below a data directory: `DIR/sandboxes/NAME`. */
export interface SandboxFiles {
  /** The directory of a sandbox. @throws Error for a name that could lead elsewhere */
  folder(name: string): string;
  /** The sandboxes that have a directory, by name. */
  list(): (SavedSandbox & { readonly name: string })[];
  /** Keeps how a sandbox was made, synced. */
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
        .map(({ name }) => ({ name, ...(JSON.parse(readFileSync(fileOf(name), 'utf8')) as SavedSandbox) }));
    },
    save(name, saved) {
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
    },
    remove(name) {
      rmSync(folder(name), { recursive: true, force: true });
    },
  };
}
