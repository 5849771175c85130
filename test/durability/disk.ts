import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A place for files that can run out of room. */
export interface Disk extends Disposable {
  /** Where a server is to keep its state; it is not there yet. */
  readonly directory: string;
  /** Leaves no room for what the process writes. */
  fill(pid: number): void;
  free(pid: number): void;
}

/** A disk of its own, in memory; undefined where it may not be mounted. */
export function smallDisk(): Disk | undefined {
  const place = mkdtempSync(join(tmpdir(), 'mockplane-disk-'));
  const ballast = join(place, 'ballast');
  if (!succeeds('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'mockplane-test', place])) {
    rmSync(place, { recursive: true });
    return undefined;
  }
  return {
    directory: join(place, 'state'),
    fill() {
      try {
        for (;;) appendFileSync(ballast, Buffer.alloc(4_096));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    },
    free: () => rmSync(ballast),
    [Symbol.dispose]() {
      succeeds('umount', [place]);
      rmSync(place, { recursive: true });
    },
  };
}

/** A disk of the machine, and a limit on the size of a process's files; undefined where none can be set. */
export function limitedFiles(): Disk | undefined {
  if (!limit(process.pid, 'unlimited')) return undefined;
  const place = mkdtempSync(join(tmpdir(), 'mockplane-disk-'));
  const directory = join(place, 'state');
  return {
    directory,
    fill: (pid) => void limit(pid, statSync(join(directory, 'mockplane.db-wal')).size),
    free: (pid) => void limit(pid, 'unlimited'),
    [Symbol.dispose]: () => rmSync(place, { recursive: true }),
  };
}

/** Limits how large a file a process can make. */
function limit(pid: number, bytes: number | 'unlimited'): boolean {
  return succeeds('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]);
}

function succeeds(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args).status === 0;
}
