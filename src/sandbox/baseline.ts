import type { Clock } from './clock/clock.ts';
import type { ResourceLimits } from './limits.ts';
import type { SeededRandom } from './random.ts';
import type { Store } from './store/store.ts';

/** The user of the server's own token, as in the examples of the contracts. */
export const defaultUser = 'octocat';

/** The parts that a baseline writes with. */
export interface BaselineContext {
  /** The sandbox's name. */
  readonly sandbox: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly generator: SeededRandom;
  readonly limits: ResourceLimits;
}

/** Writes the initial state of a sandbox, which a reset restores, into an empty store. */
export type Baseline = (context: BaselineContext) => void;

/** Writes the initial state into an empty store. */
export function writeBaseline(baseline: Baseline, context: BaselineContext): void {
  baseline(context);
  // A state without users is one, too.
  context.store.settings.set('begun', 'yes');
}

/** Whether a state was ever written into a store. */
export function hasBegun(store: Store): boolean {
  return store.settings.get('begun') !== undefined;
}
