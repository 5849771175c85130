import { clearTimeout, setTimeout } from 'node:timers';
import { abortError } from '../abort-error.ts';
import { lastMoment, type Moment } from './time.ts';

/** The state of a clock, for saving and restoring. */
export interface ClockState {
  /** The difference from real time while the clock runs, in milliseconds. */
  readonly offset: number;
  /** The time of a stopped clock; undefined while the clock runs. */
  readonly stoppedAt: Moment | undefined;
}

/**
 * The time of a sandbox, for transitions, expiry, usage months and delays. It runs with real time until it is moved or
 * stopped. Tests advance it and never sleep.
 */
export interface Clock {
  now(): Moment;
  running(): boolean;
  /** Difference from real time, in milliseconds. */
  offset(): number;
  /**
   * Moves the clock forward and runs the timers on the way in order, each at its own moment.
   *
   * @throws RangeError for a negative number, and beyond the year 9999
   */
  advance(milliseconds: number): void;
  /** Moves the clock forward to a moment. @throws RangeError for a moment in the past, and beyond the year 9999 */
  moveTo(moment: Moment): void;
  /** Stops the clock. It then moves only when it is advanced. */
  stop(): void;
  run(): void;
  /**
   * Runs a callback once at a moment, or as soon as possible if the moment has passed. @returns a function that cancels
   * it
   */
  at(moment: Moment, callback: () => void): () => void;
  /** Resolves after a number of milliseconds on this clock. Rejects when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  state(): ClockState;
  /** Restores a saved clock, even to an earlier time. Pending timers keep their remaining delay. */
  restore(state: ClockState): void;
  /** Calls the listener after the clock was moved, stopped, started or restored. */
  onChange(listener: () => void): void;
  /** Cancels all timers and rejects every `sleep` with an `AbortError`. */
  close(): void;
}

/** A clock that runs in real time. */
export const realTime: ClockState = { offset: 0, stoppedAt: undefined };

interface Waiter {
  moment: Moment;
  readonly callback: () => void;
}

/** The longest delay that Node's timers accept. */
const longestTimeout = 2_147_483_647;

export function createClock(initial: ClockState = realTime): Clock {
  let { offset, stoppedAt } = initial;
  // Sorted by moment, then by the order of the calls.
  const waiters: Waiter[] = [];
  let timer: NodeJS.Timeout | undefined;
  const sleepers = new Set<(reason: Error) => void>();
  const listeners: (() => void)[] = [];
  const notify = (): void => {
    for (const listener of listeners) listener();
  };
  // The moment of the running callback while the clock is being advanced.
  let advancing: Moment | undefined;

  // Round down, because the store keeps whole milliseconds and an advance may have a fraction.
  const now = (): Moment => Math.floor(advancing ?? stoppedAt ?? Date.now() + offset);

  const callDue = (until: Moment): void => {
    while (waiters[0] && waiters[0].moment <= until) waiters.shift()!.callback();
  };

  const setTimer = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const first = waiters[0];
    // A stopped clock runs only the timers of the past.
    if (!first || (stoppedAt !== undefined && first.moment > now())) return;
    const delay = Math.min(Math.max(first.moment - now(), 0), longestTimeout);
    timer = setTimeout(() => {
      callDue(now());
      setTimer();
    }, delay);
    // A waiting request has a socket that keeps the process alive, so this timer need not.
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
      // If a callback throws, the clock stays at its moment and goes on from there.
      advancing = undefined;
      if (stoppedAt === undefined) offset = reached - Date.now();
      else stoppedAt = reached;
      setTimer();
      notify();
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
      notify();
    },
    run() {
      if (stoppedAt === undefined) return;
      offset = stoppedAt - Date.now();
      stoppedAt = undefined;
      setTimer();
      notify();
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
      notify();
    },
    onChange: (listener) => void listeners.push(listener),
    close() {
      clearTimeout(timer);
      waiters.length = 0;
      for (const end of sleepers) end(abortError('the clock was closed'));
    },
  };
}
