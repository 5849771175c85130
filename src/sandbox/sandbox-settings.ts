import type { Moment } from './clock/time.ts';
import type { Hostnames } from './hostnames.ts';
import type { PlanName } from './plans.ts';
import type { SwitchOptions } from './switches.ts';
import type { TransitionMode } from './transitions.ts';

/** The origin of a sandbox: its first use, or a call that named it. */
export type SandboxOrigin = 'first-use' | 'created';

/** The settings of a sandbox. They are JSON, so that a data directory can save them. */
export interface SandboxSettings {
  /** The edition that the sandbox serves at the root. */
  readonly edition: string;
  /** Unguessable by default. */
  readonly seed?: string | undefined;
  readonly plan?: PlanName | undefined;
  /** The service's by default. */
  readonly hostnames?: Hostnames | undefined;
  readonly switches?: SwitchOptions | undefined;
  readonly transitions: TransitionMode;
  readonly baseline: BaselineName;
  /** The snapshot for the baseline `snapshot`. */
  readonly snapshot?: unknown;
  /** The initial time; the clock runs with real time by default. */
  readonly clock?: ClockStart | undefined;
}

export type BaselineName = 'story' | 'empty' | 'snapshot';

export interface ClockStart {
  /** The present by default. */
  readonly now?: Moment | undefined;
  readonly isRunning: boolean;
}
