import type { Moment } from './clock/time.ts';
import type { PlanName } from './plans.ts';
import type { TransitionMode } from './transitions.ts';

/** How a sandbox was made: by its first use, or by a call that named it. */
export type SandboxOrigin = 'first-use' | 'created';

/** The settings that a sandbox is made with. They are JSON, so that a data directory can keep them. */
export interface SandboxSettings {
  /** The edition that it serves at the root. */
  readonly edition: string;
  /** An unguessable one unless given. */
  readonly seed?: string | undefined;
  readonly plan?: PlanName | undefined;
  readonly transitions: TransitionMode;
  readonly baseline: BaselineName;
  /** The snapshot that the baseline is read from. */
  readonly snapshot?: unknown;
  /** Where the clock starts; with real time, and running, unless given. */
  readonly clock?: ClockStart | undefined;
}

export type BaselineName = 'story' | 'empty' | 'snapshot';

export interface ClockStart {
  /** The present moment unless given. */
  readonly now?: Moment | undefined;
  readonly isRunning: boolean;
}
