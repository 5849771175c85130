import type { Clock } from './clock.ts';
import type { InstanceStatus } from './store/instances.ts';
import type { LambdaStatus } from './store/lambda-instances.ts';
import type { Store } from './store/store.ts';
import type { TransitionRow } from './store/transitions.ts';

/** When changes of status happen: with the call that starts them, after a while, or by hand. */
export type TransitionMode =
  | { readonly mode: 'immediate' }
  | { readonly mode: 'after'; readonly milliseconds: number }
  | { readonly mode: 'manual' };

export const defaultTransitions: TransitionMode = { mode: 'after', milliseconds: 2_000 };

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
  changed(resource: string, signal?: AbortSignal): Promise<void>;
  /** Takes up what the store holds, after it was loaded or reset; wakes all who wait. */
  resume(): void;
}

export function createTransitions(store: Store, clock: Clock): Transitions {
  let current: TransitionMode = defaultTransitions;
  let nextDue: number | null = null;
  const waiting = new Map<string, Set<() => void>>();

  const wake = (resource: string): void => {
    const callbacks = waiting.get(resource);
    waiting.delete(resource);
    for (const callback of callbacks ?? []) callback();
  };

  const make = (transition: TransitionRow): void => {
    store.transaction(() => {
      store.transitions.remove(transition.id);
      apply(store, transition);
    });
    wake(transition.resource);
  };

  const settle = (): void => {
    while (nextDue !== null && nextDue <= clock.now()) {
      for (const transition of store.transitions.due(clock.now())) make(transition);
      nextDue = store.transitions.nextDue();
    }
  };

  const schedule = (dueAt: number): void => {
    if (nextDue === null || dueAt < nextDue) nextDue = dueAt;
    clock.at(dueAt, settle);
  };

  return {
    mode: () => current,
    setMode(mode) {
      current = mode;
    },
    begin(transition) {
      if (current.mode === 'immediate') return apply(store, transition);
      const dueAt = current.mode === 'after' ? clock.now() + current.milliseconds : null;
      store.transitions.add({ ...transition, dueAt });
      if (dueAt !== null) schedule(dueAt);
    },
    settle,
    step(count, resource) {
      const made = store.transitions
        .all()
        .filter((transition) => resource === undefined || [transition.resource, transition.label].includes(resource))
        .slice(0, count);
      for (const transition of made) make(transition);
      nextDue = store.transitions.nextDue();
      return made;
    },
    pending: () => store.transitions.all(),
    cancel(resource) {
      store.transitions.removeOf(resource);
      nextDue = store.transitions.nextDue();
      wake(resource);
    },
    changed(resource, signal) {
      return new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const callbacks = waiting.get(resource) ?? new Set();
        waiting.set(resource, callbacks);
        const done = (): void => {
          signal?.removeEventListener('abort', abort);
          resolve();
        };
        const abort = (): void => {
          callbacks.delete(done);
          if (callbacks.size === 0 && waiting.get(resource) === callbacks) waiting.delete(resource);
          reject(signal?.reason as Error);
        };
        callbacks.add(done);
        signal?.addEventListener('abort', abort, { once: true });
      });
    },
    resume() {
      nextDue = store.transitions.nextDue();
      for (const { dueAt } of store.transitions.all()) if (dueAt !== null) schedule(dueAt);
      for (const resource of waiting.keys()) wake(resource);
      settle();
    },
  };
}

/** Writes the new status where the resource's kind keeps it. */
function apply(store: Store, { kind, resource, toStatus, failureMessage }: NewTransition): void {
  if (kind.startsWith('lambda-')) {
    store.lambdaInstances.setStatus(resource, toStatus as LambdaStatus, failureMessage);
  } else {
    store.instances.setStatus(resource, toStatus as InstanceStatus);
  }
}
