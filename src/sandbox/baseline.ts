import type { Clock } from './clock/clock.ts';
import type { SeededRandom } from './random.ts';
import type { Store } from './store/store.ts';

/** The user that the server's own token stands for: the one that the contract's examples tell of. */
export const defaultUser = 'octocat';

/** What a baseline is written with. */
export interface BaselineContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly generator: SeededRandom;
}

/** Writes the state that a sandbox starts with, and returns to, into an empty store. */
export type Baseline = (context: BaselineContext) => void;
