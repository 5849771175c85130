import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { CallAdmin } from './admin-client.ts';
import type { Clock, Exchange, Fault, Health, Snapshot, Transitions } from './schemas.ts';

/** The server's state at the last request for it. */
export interface ServerState {
  readonly snapshot: ReadonlySignal<Snapshot | undefined>;
  readonly clock: ReadonlySignal<Clock | undefined>;
  readonly transitions: ReadonlySignal<Transitions | undefined>;
  readonly faults: ReadonlySignal<readonly Fault[]>;
  /** The time of the server's clock, extrapolated from the last request. */
  now(): number;
  /** Requests the whole state now. */
  refresh(): Promise<void>;
  /** Refreshes if the exchange may have changed the state. */
  notice(exchange: Exchange): void;
  /** Refreshes if the server's time shows that another client moved the clock. */
  compare(health: Health): void;
}

/** The delay after a change, so that a series of changes costs one refresh. */
const settleMilliseconds = 250;
/** The time between refreshes without a visible change. */
const idleMilliseconds = 10_000;
/** A difference between clocks that latency cannot explain. */
const jumpMilliseconds = 1_500;

/** Creates the state. @param isHidden whether the page is hidden; then it is refreshed only after changes */
export function createServerState(callAdmin: CallAdmin, isHidden: () => boolean): ServerState {
  const snapshot = signal<Snapshot | undefined>(undefined);
  const clock = signal<Clock | undefined>(undefined);
  const transitions = signal<Transitions | undefined>(undefined);
  const faults = signal<readonly Fault[]>([]);
  let askedAt = 0;
  let cost = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let timerAt = Infinity;
  let running: Promise<void> | undefined;

  const now = (): number => {
    if (!clock.value) return Date.now();
    return Date.parse(clock.value.now) + (clock.value.running ? performance.now() - askedAt : 0);
  };

  /** Schedules a refresh, unless an earlier one is scheduled. A state that is slow to load is loaded less often. */
  const refreshIn = (milliseconds: number): void => {
    const at = performance.now() + Math.max(milliseconds, 5 * cost);
    if (at >= timerAt) return;
    clearTimeout(timer);
    timerAt = at;
    timer = setTimeout(() => refresh().catch(() => undefined), at - performance.now());
  };

  const read = async (): Promise<void> => {
    const began = performance.now();
    const [state, time, pending, rules] = await Promise.all([
      callAdmin('getSnapshot'),
      callAdmin('getClock'),
      callAdmin('getTransitions'),
      callAdmin('listFaults'),
    ]);
    askedAt = performance.now();
    cost = askedAt - began;
    batch(() => {
      snapshot.value = state;
      clock.value = time;
      transitions.value = pending;
      faults.value = rules.faults;
    });
    if (isHidden()) return;
    refreshIn(idleMilliseconds);
    const due = pending.pending.flatMap(({ dueAt }) => (dueAt === undefined ? [] : Date.parse(dueAt)));
    if (time.running && due.length > 0) refreshIn(Math.min(...due) - now() + 30);
  };

  const refresh = async (): Promise<void> => {
    clearTimeout(timer);
    timerAt = Infinity;
    // A refresh that is running may have missed the latest change, so run another one after it.
    await running?.catch(() => undefined);
    running ??= read().finally(() => (running = undefined));
    return running;
  };

  return {
    snapshot,
    clock,
    transitions,
    faults,
    now,
    refresh,
    notice({ method, status, answeredBy }) {
      const isChange = !['GET', 'HEAD', 'OPTIONS'].includes(method) && status < 300;
      if (isChange || answeredBy.startsWith('fault')) refreshIn(settleMilliseconds);
    },
    compare(health) {
      if (Math.abs(Date.parse(health.now) - now()) > jumpMilliseconds) refreshIn(0);
    },
  };
}
