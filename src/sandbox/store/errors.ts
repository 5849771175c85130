/** The storage cannot be written, and nothing was stored. The message says why and how to fix it. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}

/**
 * SQLite's result codes for failed writes. SQLite creates shared memory beside a log only if there is room. It reports
 * an exceeded quota or file size limit as a failed `write`.
 *
 * @see https://sqlite.org/rescode.html
 */
const codes = { full: 13, sharedMemory: 4874, write: 778, fsync: 1034, directoryFsync: 1290, truncate: 1546 } as const;
const full: ReadonlySet<unknown> = new Set([codes.full, codes.sharedMemory]);
const unwritable: ReadonlySet<unknown> = new Set([codes.write, codes.fsync, codes.directoryFsync, codes.truncate]);

/** A family of result codes, identified by the low byte. */
const readOnly = 8;

/** Why SQLite cannot write to a directory; undefined for any other error. */
export function writeFailure(error: unknown): 'full' | 'unwritable' | undefined {
  const { errcode } = error as { readonly errcode?: unknown };
  if (full.has(errcode)) return 'full';
  return typeof errcode === 'number' && ((errcode & 0xff) === readOnly || unwritable.has(errcode))
    ? 'unwritable'
    : undefined;
}

/**
 * Converts SQLite's write errors to a StorageError.
 *
 * @param directory undefined for a state in memory
 * @returns undefined for any other error
 */
export function toStorageError(error: unknown, directory: string | undefined): StorageError | undefined {
  const failure = writeFailure(error);
  if (!failure) return undefined;
  const message =
    directory === undefined
      ? 'a state in memory takes 1 GB at most. Remove some of it, or reset it'
      : failure === 'full'
        ? `no space is left in ${directory}. Free some`
        : `${directory} cannot be written to (${(error as Error).message}). Mend that`;
  return new StorageError(`nothing was stored: ${message}, then send the request again`, { cause: error });
}
