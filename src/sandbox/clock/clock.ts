import { lastMoment, type Moment } from './time.ts';

/** Where a clock stands; it can be kept and restored. */
export interface ClockState {
  /** What is added to real time while the clock runs. */
  readonly offset: number;
  /** Where it stands while it is stopped; undefined while it runs. */
  readonly stoppedAt: Moment | undefined;
}

/**
 * The time that everything in the sandbox follows: life cycles, expiry, usage months, delays. It runs with real time
 * until it is moved or stopped; tests advance it and never sleep.
 */
export interface Clock {
  now(): Moment;
  running(): boolean;
  /** How far it is ahead of real time, in milliseconds. */
  offset(): number;
  /**
   * Moves on by so many milliseconds; whoever waits for a moment on the way is called in order, at that moment.
   *
   * @throws RangeError for a negative number, and beyond the year 9999
   */
  advance(milliseconds: number): void;
  /** Moves on to a moment. @throws RangeError for one in the past, and beyond the year 9999 */
  moveTo(moment: Moment): void;
  /** A stopped clock moves only when it is advanced. */
  stop(): void;
  run(): void;
  /** Calls back once at a moment, at once if it has passed. @returns a function that calls it off */
  at(moment: Moment, callback: () => void): () => void;
  /** Resolves after so many milliseconds on this clock; rejects when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  state(): ClockState;
  /** Puts the clock where a state says, even back; those who wait have as long to wait as before. */
  restore(state: ClockState): void;
  /** Calls back whenever the clock was moved, stopped, let run or put back by hand. */
  onChange(listener: () => void): void;
  /** Forgets everyone who waits; those who sleep are woken with an `AbortError`. */
  close(): void;
}

/** Real time with nothing added. */
export const realTime: ClockState = { offset: 0, stoppedAt: undefined };

interface Waiter {
  moment: Moment;
  readonly callback: () => void;
}

/** Node's timers take no longer delays. */
const longestTimeout = 2_147_483_647;

export function createClock(initial: ClockState = realTime): Clock {
  let { offset, stoppedAt } = initial;
  // Sorted by moment; those of one moment in the order of their asking.
  const waiters: Waiter[] = [];
  let timer: NodeJS.Timeout | undefined;
  const sleepers = new Set<(reason: Error) => void>();
  const listeners: (() => void)[] = [];
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  // While the clock is being advanced it stands at the moment of whoever is called.
  let advancing: Moment | undefined;

  // What is stored is in whole milliseconds, whatever it was advanced by.
  const now = (): Moment => Math.floor(advancing ?? stoppedAt ?? Date.now() + offset);

  const callDue = (until: Moment): void => {
    while (waiters[0] && waiters[0].moment <= until) waiters.shift()!.callback();
  };

  const setTimer = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const first = waiters[0];
    // Where the clock stands, only what has passed already is called.
    if (!first || (stoppedAt !== undefined && first.moment > now())) return;
    const delay = Math.min(Math.max(first.moment - now(), 0), longestTimeout);
    timer = setTimeout(() => {
      callDue(now());
      setTimer();
    }, delay);
    // Whoever waits is kept alive by a socket, not by this timer.
    timer.unref();
  };

  const move = (moment: Moment): void => {
    if (!(moment <= lastMoment)) throw new RangeError('the clock ends with the year 9999');
    let reached = now();
    const end = Math.max(moment, reached);
    try {
      while (waiters[0] && waiters[0].moment <= end) {
        const waiter = waiters.shift()!;
        advancing = reached = Math.max(waiter.moment, reached);
        waiter.callback();
      }
      reached = end;
    } finally {
      // Someone who was called may have thrown: the clock stays where that was, and goes on from there.
      advancing = undefined;
      if (stoppedAt === undefined) offset = reached - Date.now();
      else stoppedAt = reached;
      setTimer();
      changed();
    }
  };

  const at = (moment: Moment, callback: () => void): (() => void) => {
    const waiter = { moment, callback };
    let index = waiters.length;
    while (index > 0 && waiters[index - 1]!.moment > moment) index--;
    waiters.splice(index, 0, waiter);
    if (index === 0) setTimer();
    return () => {
      const place = waiters.indexOf(waiter);
      if (place < 0) return;
      waiters.splice(place, 1);
      setTimer();
    };
  };

  return {
    now,
    running: () => stoppedAt === undefined,
    offset: () => now() - Date.now(),
    advance(milliseconds) {
      if (milliseconds < 0) throw new RangeError('the clock does not go back');
      move(now() + milliseconds);
    },
    moveTo(moment) {
      if (moment < now()) throw new RangeError('the clock does not go back');
      move(moment);
    },
    stop() {
      stoppedAt = now();
      setTimer();
      changed();
    },
    run() {
      if (stoppedAt === undefined) return;
      offset = stoppedAt - Date.now();
      stoppedAt = undefined;
      setTimer();
      changed();
    },
    at,
    sleep(milliseconds, signal) {
      return new Promise((resolve, reject) => {
        const end = (reason: Error): void => {
          off();
          sleepers.delete(end);
          reject(reason);
        };
        const abort = (): void => end(signal?.reason as Error);
        const off = at(now() + milliseconds, () => {
          sleepers.delete(end);
          signal?.removeEventListener('abort', abort);
          resolve();
        });
        sleepers.add(end);
        if (signal?.aborted) abort();
        else signal?.addEventListener('abort', abort, { once: true });
      });
    },
    state: () => ({ offset, stoppedAt }),
    restore(state) {
      const before = now();
      ({ offset, stoppedAt } = state);
      const shift = now() - before;
      for (const waiter of waiters) waiter.moment += shift;
      setTimer();
      changed();
    },
    onChange: (listener) => void listeners.push(listener),
    close() {
      clearTimeout(timer);
      waiters.length = 0;
      for (const end of sleepers) end(new DOMException('the clock was closed', 'AbortError'));
    },
  };
}
