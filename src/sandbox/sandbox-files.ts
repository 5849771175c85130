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

/** The saved description of a sandbox, apart from its state. */
export interface SavedSandbox {
  readonly origin: SandboxOrigin;
  readonly settings: SandboxSettings;
  /** Milliseconds since the epoch, in real time. */
  readonly createdAt: number;
}

/** The directories of the sandboxes in a data directory: `DIR/sandboxes/NAME`. */
export interface SandboxFiles {
  /** The path of a sandbox's directory. @throws Error for an invalid name, which could lead elsewhere */
  folder(name: string): string;
  /** The saved sandboxes, by name. */
  list(): (SavedSandbox & { readonly name: string })[];
  /** Saves the description of a sandbox, synced to disk. */
  save(name: string, saved: SavedSandbox): void;
  /** Removes the directory of a sandbox. */
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
      // The directory will hold signing keys.
      mkdirSync(folder(name), { recursive: true, mode: 0o700 });
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
    },
    remove(name) {
      rmSync(folder(name), { recursive: true, force: true });
    },
  };
}
