import { abortError } from './abort-error.ts';
import type { Clock } from './clock/clock.ts';
import type { Store } from './store/store.ts';
import type { TransitionRow } from './store/tables/transitions.ts';

/** When transitions happen: at once, after a delay on the clock, or by hand. */
export type TransitionMode =
  | { readonly mode: 'immediate' }
  | { readonly mode: 'after'; readonly milliseconds: number }
  | { readonly mode: 'manual' };

export const defaultTransitions: TransitionMode = { mode: 'after', milliseconds: 2_000 };

/** A kind of transition between two statuses. */
export interface TransitionKind {
  /** The name of the resource's API. */
  readonly api: string;
  /** The ids of the operations whose fault rules can make it fail; undefined if none can. */
  readonly startedBy?: string | readonly string[];
  /** The status of a row in a snapshot, for kinds whose resources are rows of a collection. */
  readonly rowStatus?: { readonly collection: string; readonly property: string };
  readonly from: string;
  readonly to: string;
  /** The status after a failed transition. */
  readonly failed: string;
  /** Writes the new status to the table of the resource. */
  apply(store: Store, transition: NewTransition, clock: Clock): void;
}

/** The transition kinds of all implementations, by name. */
export type TransitionKinds = Readonly<Record<string, TransitionKind>>;

/** A transition that a call starts. */
export type NewTransition = Omit<TransitionRow, 'id' | 'dueAt'>;

/** Schedules and makes the transitions of a sandbox. */
export interface Transitions {
  mode(): TransitionMode;
  /** Sets the mode of future transitions. */
  setMode(mode: TransitionMode): void;
  /**
   * Starts a transition, within the transaction of the call. An immediate one has happened when this returns.
   *
   * @param delay in milliseconds; that of the mode by default
   */
  begin(transition: NewTransition, delay?: number): void;
  /** Makes all due transitions. */
  settle(): void;
  /** Makes up to `count` pending transitions now, of one resource or of all. @returns those made */
  step(count: number, resource?: string): TransitionRow[];
  pending(): TransitionRow[];
  /** Cancels the pending transitions of a resource, and wakes requests that wait for it. */
  cancel(resource: string): void;
  /** Resolves when the resource's status has changed or the resource is gone. Rejects when the signal aborts. */
  waitForChange(resource: string, signal?: AbortSignal): Promise<void>;
  /** Rejects all waiting requests with an `AbortError`. */
  close(): void;
  /** Reschedules from the stored transitions after a load or a reset, and wakes all waiting requests. */
  resume(): void;
  /** Reschedules from the stored transitions after a rollback. */
  reschedule(): void;
}

export function createTransitions(store: Store, clock: Clock, kinds: TransitionKinds): Transitions {
  let current: TransitionMode = defaultTransitions;
  let nextDue: number | null = null;
  let cancelTimer: (() => void) | undefined;
  const waiting = new Map<string, Set<Waiter>>();

  const wake = (resource: string): void => {
    const waiters = waiting.get(resource);
    waiting.delete(resource);
    for (const { done } of waiters ?? []) done();
  };

  const make = (transition: TransitionRow): void => {
    store.transaction(() => {
      store.transitions.remove(transition.id);
      // Handlers that were edited since may no longer know the kind.
      kinds[transition.kind]?.apply(store, transition, clock);
    });
    wake(transition.resource);
  };

  const settle = (): void => {
    if (nextDue === null || nextDue > clock.now()) return;
    store.transaction(() => {
      for (let due = store.transitions.due(clock.now()); due.length > 0; due = store.transitions.due(clock.now())) {
        for (const transition of due) make(transition);
      }
    });
    reschedule();
  };

  const settleAlone = (): void => {
    // Within a transaction, let errors reach the caller that moves the clock.
    if (store.isWriting()) return settle();
    // On a timer no caller receives an error such as a full disk. The next request retries and reports it.
    try {
      settle();
    } catch (error) {
      process.emitWarning(error instanceof Error ? error : String(error), { detail: 'a change of status is late' });
    }
  };

  /** Sets the timer for the next due transition. */
  const schedule = (moment: number | null): void => {
    cancelTimer?.();
    nextDue = moment;
    cancelTimer = moment === null ? undefined : clock.at(moment, settleAlone);
  };
  /** Without those of kinds that edited handlers no longer have. */
  const pending = (): TransitionRow[] => store.transitions.all().filter(({ kind }) => Object.hasOwn(kinds, kind));
  const reschedule = (): void => schedule(store.transitions.nextDue());

  return {
    mode: () => current,
    setMode(mode) {
      current = mode;
    },
    begin(transition, delay) {
      if (current.mode === 'immediate') return kinds[transition.kind]!.apply(store, transition, clock);
      const dueAt = current.mode === 'after' ? clock.now() + (delay ?? current.milliseconds) : null;
      store.transitions.add({ ...transition, dueAt });
      if (dueAt !== null && (nextDue === null || dueAt < nextDue)) schedule(dueAt);
    },
    settle,
    step(count, resource) {
      const made = pending()
        .filter((transition) => resource === undefined || [transition.resource, transition.label].includes(resource))
        .slice(0, count);
      for (const transition of made) make(transition);
      reschedule();
      return made;
    },
    pending,
    cancel(resource) {
      store.transitions.removeOf(resource);
      reschedule();
      wake(resource);
    },
    waitForChange(resource, signal) {
      return new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const waiters = waiting.get(resource) ?? new Set();
        waiting.set(resource, waiters);
        const waiter = {
          done(): void {
            signal?.removeEventListener('abort', abort);
            resolve();
          },
          end: reject,
        };
        const abort = (): void => {
          waiters.delete(waiter);
          if (waiters.size === 0 && waiting.get(resource) === waiters) waiting.delete(resource);
          reject(signal?.reason as Error);
        };
        waiters.add(waiter);
        signal?.addEventListener('abort', abort, { once: true });
      });
    },
    resume() {
      reschedule();
      for (const resource of waiting.keys()) wake(resource);
      settle();
    },
    reschedule,
    close() {
      const reason = abortError('the sandbox was closed');
      for (const waiters of waiting.values()) for (const { end } of waiters) end(reason);
      waiting.clear();
    },
  };
}

/** A request that waits for a transition of a resource. */
interface Waiter {
  readonly done: () => void;
  readonly end: (reason: Error) => void;
}
