import { writeFileSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';

const low = constants.priority.PRIORITY_BELOW_NORMAL;

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
    if (before >= low) return undefined;
    setPriority(pid, low);
    setGroupPriority(pid, low);
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
    setGroupPriority(pid!, before);
    return true;
  } catch {
    return false;
  }
}

/**
 * Linux may group processes by session and share its time between the groups. A priority then counts only within a
 * group, and a process for SQL is alone in its own.
 *
 * https://man7.org/linux/man-pages/man7/sched.7.html
 */
function setGroupPriority(pid: number, priority: number): void {
  try {
    writeFileSync(`/proc/${pid}/autogroup`, String(priority), { flag: 'r+' });
  } catch {
    // Another system, a kernel without groups, or too many changes in a short time.
  }
}
