import { Problem } from '../contract/problem.ts';
import type { SandboxFiles } from './sandbox-files.ts';
import type { Lock } from './store/lock.ts';

/** The locks of a server on sandboxes in a directory that it shares with others. */
export interface Shares {
  /** Keeps other servers from a sandbox. @throws Problem 503 when another one has it open */
  take(name: string): void;
  /** Gives a sandbox back. @returns a function to call when its files are closed; until then others stay away */
  give(name: string): () => void;
}

/** Creates the locks. At the start there are none. */
export function createShares(files: Pick<SandboxFiles, 'lock'>): Shares {
  const held = new Map<string, Lock>();
  /** Given back, with files that are still open. */
  const closing = new Map<string, Lock>();
  return {
    take(name) {
      if (held.has(name)) return;
      // The same process may open the files again before they are closed.
      const lock = closing.get(name) ?? files.lock(name);
      if (!lock) throw inUse(name);
      closing.delete(name);
      held.set(name, lock);
    },
    give(name) {
      const lock = held.get(name);
      if (!lock) return () => {};
      held.delete(name);
      closing.set(name, lock);
      return () => {
        if (closing.get(name) !== lock) return;
        closing.delete(name);
        lock.release();
      };
    },
  };
}

/** The refusal of a request that reaches the wrong server. A load balancer tries another one, or the caller waits. */
function inUse(name: string): Problem {
  const message = `another server has the sandbox ${name} open; send the request there, or try again later`;
  return new Problem(503, message, { headers: { 'retry-after': '1' } });
}
