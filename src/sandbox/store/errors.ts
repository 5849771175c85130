/** What was to be stored is not, none of it; the message says why, and what to do. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}

/**
 * Result codes of SQLite that say that it cannot write. The shared memory beside a log is made where there is room; a
 * quota and a limit on the size of files are told as a failed `write`.
 *
 * @see https://sqlite.org/rescode.html
 */
const codes = { full: 13, sharedMemory: 4874, write: 778, fsync: 1034, directoryFsync: 1290, truncate: 1546 } as const;
const full: ReadonlySet<unknown> = new Set([codes.full, codes.sharedMemory]);
const unwritable: ReadonlySet<unknown> = new Set([codes.write, codes.fsync, codes.directoryFsync, codes.truncate]);

/** A family of codes, by the low byte. */
const readOnly = 8;

/** Why SQLite cannot write to a directory; undefined for an error that says something else. */
export function writeFailure(error: unknown): 'full' | 'unwritable' | undefined {
  const { errcode } = error as { readonly errcode?: unknown };
  if (full.has(errcode)) return 'full';
  return typeof errcode === 'number' && ((errcode & 0xff) === readOnly || unwritable.has(errcode))
    ? 'unwritable'
    : undefined;
}

/** Reads what SQLite throws when it cannot write. @returns undefined for any other error */
export function toStorageError(error: unknown, directory: string): StorageError | undefined {
  const failure = writeFailure(error);
  if (!failure) return undefined;
  const message =
    failure === 'full'
      ? `no space is left in ${directory}. Free some`
      : `${directory} cannot be written to (${(error as Error).message}). Mend that`;
  return new StorageError(`nothing was stored: ${message}, then send the request again`, { cause: error });
}
