import type { Moment } from '../../sandbox/clock/time.ts';

/** The answers of `acquire`. */
export type Acquired = 'granted' | 'waiting';

/**
 * Decides which stream may write in one database. One stream writes at a time; the others wait, first come first served.
 *
 * It is a state machine without SQLite and without timers. Its caller passes the time, resumes the streams that are granted
 * the right, and rolls back the one that loses it.
 */
export interface WriteQueue<Stream> {
  /** The stream that may write, if any. */
  holder(): Stream | undefined;
  /** Asks for the right to write. A stream that has it keeps it; one that waits already keeps its place. */
  acquire(stream: Stream, now: Moment): Acquired;
  /** Gives the right on, or up a place in the queue. @returns the stream that may write from now on and has waited for it */
  release(stream: Stream, now: Moment): Stream | undefined;
  /** The moment from which `overdue` names the holder; undefined while nobody waits. */
  deadline(): Moment | undefined;
  /** The holder that has kept the right for too long while another waits. It stays the holder until it is released. */
  overdue(now: Moment): Stream | undefined;
  /** Starts the time of the holder again. */
  renew(now: Moment): void;
  /** The stream that has waited longest. */
  first(): Stream | undefined;
  /** How many wait. */
  waiting(): number;
  isWaiting(stream: Stream): boolean;
}

/** @param limit how long a stream may keep the right while another waits, in milliseconds */
export function createWriteQueue<Stream>(limit: number): WriteQueue<Stream> {
  let held: { readonly stream: Stream; readonly since: Moment } | undefined;
  // A set keeps the order in which its members came.
  const queue = new Set<Stream>();

  const grant = (stream: Stream, now: Moment): void => {
    queue.delete(stream);
    held = { stream, since: now };
  };
  const deadline = (): Moment | undefined => (held && queue.size > 0 ? held.since + limit : undefined);

  return {
    holder: () => held?.stream,
    acquire(stream, now) {
      if (held?.stream === stream) return 'granted';
      if (!held) {
        // Without a holder nobody waits: `release` grants to the first who does.
        grant(stream, now);
        return 'granted';
      }
      queue.add(stream);
      return 'waiting';
    },
    release(stream, now) {
      queue.delete(stream);
      if (held?.stream !== stream) return undefined;
      held = undefined;
      const [next] = queue;
      if (next !== undefined) grant(next, now);
      return next;
    },
    deadline,
    overdue(now) {
      const due = deadline();
      return due !== undefined && now >= due ? held?.stream : undefined;
    },
    renew(now) {
      if (held) held = { stream: held.stream, since: now };
    },
    first: () => queue.values().next().value,
    waiting: () => queue.size,
    isWaiting: (stream) => queue.has(stream),
  };
}
