import { constants, getPriority, setPriority } from 'node:os';

/**
 * Lets other processes go before one that runs a long statement, so that a statement that does not end takes no time from
 * those who wait for the server.
 *
 * @returns the priority before; undefined where it cannot be changed
 */
export function lowerPriority(pid: number | undefined): number | undefined {
  if (pid === undefined) return undefined;
  try {
    const before = getPriority(pid);
    if (before >= constants.priority.PRIORITY_BELOW_NORMAL) return undefined;
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
    return before;
  } catch {
    // It has ended, or the system does not allow it.
    return undefined;
  }
}

/** @returns whether it has its priority again; on some systems only an administrator may raise one */
export function restorePriority(pid: number | undefined, before: number): boolean {
  try {
    setPriority(pid!, before);
    return true;
  } catch {
    return false;
  }
}
