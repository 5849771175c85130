import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** The unit in which Linux counts processor time. */
const ticksPerSecond = 100;

/** Seconds of processor time that a process has used; undefined where the system does not tell. */
export function processorSeconds(pid: number): number | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is a name in brackets, which may hold anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  } catch {
    return undefined;
  }
}

/** Megabytes (10⁶ bytes) of a process that are in memory. */
export function residentMegabytes(pid: number): number {
  return (residentKibibytes(pid) * 1024) / 1e6;
}

function residentKibibytes(pid: number): number {
  try {
    return Number(/^VmRSS:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]);
  } catch {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));
  }
}

/** Waits until a process has nothing left to do, such as the requests of connections that are gone. */
export async function settle(pid: number): Promise<void> {
  const deadline = performance.now() + 5_000;
  let before = processorSeconds(pid);
  while (performance.now() < deadline) {
    await delay(40);
    const now = processorSeconds(pid);
    if (now === before) return;
    before = now;
  }
}
