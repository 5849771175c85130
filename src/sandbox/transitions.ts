import type { Clock } from './clock/clock.ts';
import type { Store } from './store/store.ts';
import type { TransitionRow } from './store/tables/transitions.ts';

/** When changes of status happen: with the call that starts them, after a while, or by hand. */
export type TransitionMode =
  | { readonly mode: 'immediate' }
  | { readonly mode: 'after'; readonly milliseconds: number }
  | { readonly mode: 'manual' };

export const defaultTransitions: TransitionMode = { mode: 'after', milliseconds: 2_000 };

/** A kind of change of status: the statuses it leads from and to, and how it is written. */
export interface TransitionKind {
  /** The API, whatever its edition, that the resource belongs to. */
  readonly api: 'turso' | 'lambda';
  /** The operation that starts it. */
  readonly startedBy: string;
  readonly from: string;
  readonly to: string;
  /** The status that it ends with when it fails. */
  readonly failed: string;
  /** Writes the new status where the kind of resource keeps it. */
  apply(store: Store, transition: NewTransition): void;
}

/** The kinds of all implementations, by name. */
export type TransitionKinds = Readonly<Record<string, TransitionKind>>;

/** A change of status that a call sets going. */
export type NewTransition = Omit<TransitionRow, 'id' | 'dueAt'>;

/** The life cycles: what is to change its status, and when. */
export interface Transitions {
  mode(): TransitionMode;
  /** Applies to what begins from now on. */
  setMode(mode: TransitionMode): void;
  /** Sets a change going; an immediate one has happened when this returns. Belongs into the call's transaction. */
  begin(transition: NewTransition): void;
  /** Makes all that are due now. */
  settle(): void;
  /** Makes the next ones by hand, due or not, at most `count`, of one resource or of all. @returns those made */
  step(count: number, resource?: string): TransitionRow[];
  pending(): TransitionRow[];
  /** Calls off what a resource had before it, and wakes those who wait for it. */
  cancel(resource: string): void;
  /** Resolves when the resource's status has changed or the resource is gone; rejects when the signal aborts. */
  waitForChange(resource: string, signal?: AbortSignal): Promise<void>;
  /** Wakes all who wait with an `AbortError`. */
  close(): void;
  /** Takes up what the store holds, after it was loaded or reset; wakes all who wait. */
  resume(): void;
  /** Looks again at what the store holds, after what was begun or called off was not stored. */
  reschedule(): void;
}

export function createTransitions(store: Store, clock: Clock, kinds: TransitionKinds): Transitions {
  let current: TransitionMode = defaultTransitions;
  let nextDue: number | null = null;
  let callOff: (() => void) | undefined;
  const waiting = new Map<string, Set<Waiter>>();

  const wake = (resource: string): void => {
    const waiters = waiting.get(resource);
    waiting.delete(resource);
    for (const { done } of waiters ?? []) done();
  };

  const make = (transition: TransitionRow): void => {
    store.transaction(() => {
      store.transitions.remove(transition.id);
      kinds[transition.kind]!.apply(store, transition);
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
    // Whoever moves the clock hears what fails on the way.
    if (store.isWriting()) return settle();
    // On a timer nobody hears an error, of a full disk for one; the next request meets it again and is told.
    try {
      settle();
    } catch (error) {
      process.emitWarning(error instanceof Error ? error : String(error), { detail: 'a change of status is late' });
    }
  };

  /** Has the clock call when the next one is due. */
  const expect = (moment: number | null): void => {
    callOff?.();
    nextDue = moment;
    callOff = moment === null ? undefined : clock.at(moment, settleAlone);
  };
  const reschedule = (): void => expect(store.transitions.nextDue());

  return {
    mode: () => current,
    setMode(mode) {
      current = mode;
    },
    begin(transition) {
      if (current.mode === 'immediate') return kinds[transition.kind]!.apply(store, transition);
      const dueAt = current.mode === 'after' ? clock.now() + current.milliseconds : null;
      store.transitions.add({ ...transition, dueAt });
      if (dueAt !== null && (nextDue === null || dueAt < nextDue)) expect(dueAt);
    },
    settle,
    step(count, resource) {
      const made = store.transitions
        .all()
        .filter((transition) => resource === undefined || [transition.resource, transition.label].includes(resource))
        .slice(0, count);
      for (const transition of made) make(transition);
      reschedule();
      return made;
    },
    pending: () => store.transitions.all(),
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
      const reason = new DOMException('the sandbox was closed', 'AbortError');
      for (const waiters of waiting.values()) for (const { end } of waiters) end(reason);
      waiting.clear();
    },
  };
}

/** Someone who waits for a resource's status to change. */
interface Waiter {
  readonly done: () => void;
  readonly end: (reason: Error) => void;
}
