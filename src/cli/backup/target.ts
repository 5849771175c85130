import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { OptionError } from '../../mockplane/options.ts';

/** A directory that appears when it is whole. */
export interface Target {
  /** Appends to a file. The pieces of a file follow each other. @throws Error for a path that a backup does not have */
  readonly write: (path: string, piece: Uint8Array) => void;
  /** Puts the directory in its place. */
  finish(): void;
  /** Removes what was written. */
  discard(): void;
}

/** The files of a data directory. */
const known = /^(?:sandboxes\/[a-z0-9-]{1,63}\/)?(?:mockplane\.db|sandbox\.json|databases\/[A-Za-z0-9_-]{1,128}\.db)$/;

/** @throws OptionError for a directory that holds something */
export function createTarget(directory: string): Target {
  const place = resolve(directory);
  if (existsSync(place) && !isEmptyDirectory(place)) {
    throw new OptionError(`${directory} already exists. Use a directory that does not exist, or an empty one`);
  }
  const unfinished = `${place}.${process.pid}.part`;
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  let open: { readonly path: string; readonly file: number } | undefined;
  const close = (): void => {
    if (!open) return;
    fsyncSync(open.file);
    closeSync(open.file);
    open = undefined;
  };
  return {
    write(path, piece) {
      if (!known.test(path)) throw new Error(`A backup has no file ${path}.`);
      if (open?.path !== path) {
        close();
        const file = join(unfinished, path);
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
        open = { path, file: openSync(file, 'wx', 0o600) };
      }
      for (let written = 0; written < piece.byteLength;) written += writeSync(open.file, piece, written);
    },
    finish() {
      close();
      if (existsSync(place)) rmdirSync(place);
      renameSync(unfinished, place);
    },
    discard() {
      close();
      rmSync(unfinished, { recursive: true, force: true });
    },
  };
}

function isEmptyDirectory(path: string): boolean {
  try {
    return readdirSync(path).length === 0;
  } catch {
    return false;
  }
}
