import { Problem } from '../contract/problem.ts';
import type { Clock } from '../sandbox/clock/clock.ts';
import { parseMilliseconds } from '../sandbox/clock/duration.ts';
import { lastMoment } from '../sandbox/clock/time.ts';
import { type ResourceLimits, resourceLimits } from '../sandbox/limits.ts';
import type { SeededRandom } from '../sandbox/random.ts';
import type { Store } from '../sandbox/store/store.ts';
import type { Transitions } from '../sandbox/transitions.ts';
import { uuidV4 } from '../sandbox/uuid.ts';
import type { BaseContext, RowContext, RowStore } from './base-context.ts';
import type { Collection } from './collection.ts';
import type { HandlerContext } from './context.ts';
import { openRows, resourceOf, type RowsContext } from './rows.ts';
import type { Transition } from './transition.ts';

/** The parts of a sandbox that handlers of one's own work with. */
export interface SandboxParts {
  readonly sandbox: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly generator: SeededRandom;
  readonly limits: ResourceLimits;
}

/** Creates the context of the changes of a transition. @param cancel cancels the pending transitions of a row */
export function createRowContext(
  { store, clock, limits = resourceLimits }: Pick<SandboxParts, 'store' | 'clock'> & Partial<SandboxParts>,
  cancel: RowsContext['cancel'],
): RowContext {
  const rows = { store, limits, cancel };
  return {
    store: Object.assign(<Row extends object>(collection: Collection<Row>) => openRows(rows, collection), {
      transaction: <T>(run: () => T): T => store.savepoint(run),
    }) satisfies RowStore,
    clock: { now: () => new Date(clock.now()) },
  };
}

/** Creates the context of a baseline. @param cancel cancels the pending transitions of a row */
export function createBaseContext(parts: SandboxParts, cancel: RowsContext['cancel']): BaseContext {
  const { sandbox, generator } = parts;
  return {
    ...createRowContext(parts, cancel),
    sandbox,
    random: () => generator.integer(randomSteps) / randomSteps,
    uuid: () => uuidV4(generator),
  };
}

/** How many numbers `random` chooses from. */
const randomSteps = 2 ** 48;

/**
 * Creates the context of handlers.
 *
 * @param kinds the kinds of transitions that can be scheduled
 * @param failure why the transitions that a call schedules fail; undefined to let them succeed
 */
export function createHandlerContext(
  parts: SandboxParts & { readonly transitions: Transitions },
  kinds: ReadonlySet<string>,
  failure?: string,
): HandlerContext {
  const { transitions } = parts;
  const base = createBaseContext(parts, (resource) => transitions.cancel(resource));
  const schedule = <Row extends object>(
    { kind, collection, from, to, failed }: Transition<Row>,
    key: string | number,
    delay: string | number,
  ): void => {
    const milliseconds = typeof delay === 'string' ? parseMilliseconds(delay) : delay;
    if (milliseconds === undefined || !(milliseconds >= 0 && milliseconds <= lastMoment)) {
      throw new RangeError(`${kind} is scheduled after a duration such as "2h", or milliseconds, not "${delay}"`);
    }
    if (!kinds.has(kind)) {
      throw new Error(`${kind} cannot be scheduled: list it in the transitions of defineHandlers`);
    }
    const label = resourceOf(collection, key);
    if (!base.store(collection).has(key)) throw new RangeError(`${kind} cannot be scheduled: there is no row ${label}`);
    const outcome =
      failure === undefined || failed === undefined
        ? { toStatus: to, failureMessage: '' }
        : { toStatus: failed, failureMessage: failure };
    transitions.begin({ kind, resource: label, label, fromStatus: from, ...outcome }, Math.floor(milliseconds));
  };
  return {
    ...base,
    clock: { ...base.clock, schedule },
    problem(status, message) {
      throw new Problem(status, message);
    },
  };
}
