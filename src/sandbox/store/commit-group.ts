import { clearImmediate, setImmediate } from 'node:timers';

/** Lets the requests of one turn of the event loop share a commit, and so one sync of the disk. */
export interface CommitGroup {
  /**
   * Runs a function now, within the open transaction.
   *
   * @param run writes nothing after it has returned
   * @returns a promise that settles with its outcome once everything that it wrote or read is stored
   */
  join<T>(run: () => T | Promise<T>): Promise<T>;
  /** Stores what is open, at once. @returns whether everything was stored */
  flush(): boolean;
  /** Whether something is written and not yet stored. */
  isOpen(): boolean;
}

export interface CommitGroupOptions {
  /** Begins the transaction. */
  readonly begin: () => void;
  /** Runs a function within it. When the function throws, its writes are undone. */
  readonly attempt: <T>(run: () => T) => T;
  /** Whether the transaction is still open: SQLite ends it when a disk is full. */
  readonly isOpen: () => boolean;
  readonly commit: () => void;
  /** Undoes the whole transaction, in memory too. */
  readonly rollback: () => void;
  /** Runs a function in a transaction of its own, which is stored when this returns. */
  readonly alone: <T>(run: () => T) => T;
}

/** A function that has run, and those who wait for its outcome. */
interface Member {
  readonly run: () => unknown;
  /** Passes the outcome on. */
  readonly settle: () => void;
  /** Drops the outcome. */
  readonly drop?: () => void;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Creates a group. When its commit fails, each function runs again in a transaction of its own, so that one that is too
 * large for the disk takes no other along.
 */
export function createCommitGroup(options: CommitGroupOptions): CommitGroup {
  const { begin, attempt, isOpen, commit, rollback, alone } = options;
  let members: Member[] | undefined;
  let timer: NodeJS.Immediate | undefined;

  const take = (): Member[] => {
    const taken = members ?? [];
    members = undefined;
    clearImmediate(timer);
    return taken;
  };

  const runAlone = (taken: readonly Member[]): void => {
    rollback();
    for (const { run, drop, resolve, reject } of taken) {
      drop?.();
      try {
        resolve(alone(run));
      } catch (error) {
        reject(error);
      }
    }
  };

  const flush = (): boolean => {
    if (!members) return true;
    const taken = take();
    try {
      commit();
    } catch {
      runAlone(taken);
      return false;
    }
    for (const { settle } of taken) settle();
    return true;
  };

  return {
    join<T>(run: () => T | Promise<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        if (!members) {
          begin();
          members = [];
          // The sockets that are readable now are read before immediates run.
          timer = setImmediate(flush);
        }
        const member = { run, resolve: resolve as (value: unknown) => void, reject };
        try {
          const result = attempt(run);
          const drop = result instanceof Promise ? () => void result.catch(() => undefined) : undefined;
          members.push({ ...member, settle: () => resolve(result), ...(drop && { drop }) });
        } catch (error) {
          members.push({ ...member, settle: () => reject(error) });
        }
        if (!isOpen()) runAlone(take());
      });
    },
    flush,
    isOpen: () => members !== undefined,
  };
}
