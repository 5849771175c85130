import { type PlanName, plans } from '../sandbox/plans.ts';
import type { Exchange } from '../sandbox/journal/exchange.ts';
import { Problem } from '../contract/problem.ts';
import { type ClockState, realTime } from '../sandbox/clock/clock.ts';
import { parseMilliseconds } from '../sandbox/clock/duration.ts';
import type { ReadSnapshot } from '../apis/admin/snapshot/read.ts';
import type { Snapshot } from '../apis/admin/snapshot/save.ts';
import { lastMoment } from '../sandbox/clock/time.ts';
import { defaultTransitions, type TransitionMode } from '../sandbox/transitions.ts';

/** The token that is accepted unless another is chosen. */
export const defaultToken = 'mockplane-token';

/** How a Mockplane is to be. */
export interface MockplaneOptions {
  /** The token that both APIs accept; `mockplane-token` unless given. */
  readonly token?: string | undefined;
  /** Answer with the contract's examples, and remember nothing. */
  readonly stateless?: boolean | undefined;
  /** When changes of status happen: `immediate`, `manual`, or after a duration on the clock; `2s` unless given. */
  readonly transitions?: string | undefined;
  /** The same seed gives the same identifiers, names and keys. */
  readonly seed?: string | number | undefined;
  /** A plan whose limits hold; none unless given. */
  readonly plan?: Exclude<PlanName, 'unlimited'> | undefined;
  /** Begin without databases and lambda instances. */
  readonly empty?: boolean | undefined;
  /** Begin with what a snapshot holds, as `getSnapshot` of the admin API gave it. */
  readonly snapshot?: unknown;
  /** A directory to keep the state in; in memory unless given. */
  readonly data?: string | undefined;
  /** Where the clock begins; with real time, and running, unless given. */
  readonly clock?: { readonly now?: Date | string | number; readonly running?: boolean } | undefined;
  /** Called after each request, with what was asked and how it was answered. */
  readonly onExchange?: ((exchange: Exchange) => void) | undefined;
}

/** An option with a value that cannot be; the message says which and why. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

/** @throws OptionError for a plan that there is not */
export function parsePlan(name: string | undefined): PlanName | undefined {
  if (name === undefined || name in plans) return name as PlanName | undefined;
  throw new OptionError(`there is no plan ${name}; there are starter and scaler`);
}

/** Reads `immediate`, `manual` or a duration. @throws OptionError for anything else */
export function parseTransitions(text: string | undefined): TransitionMode {
  if (text === undefined) return defaultTransitions;
  if (text === 'immediate' || text === 'manual') return { mode: text };
  const milliseconds = parseMilliseconds(text);
  if (milliseconds === undefined || milliseconds < 0 || milliseconds > lastMoment) {
    throw new OptionError(`transitions are immediate, manual or after a duration such as 2s, not "${text}"`);
  }
  return { mode: 'after', milliseconds };
}

/** Where the clock begins, in real time unless told. @throws OptionError for what is no time */
export function parseClock(options: MockplaneOptions['clock']): ClockState {
  if (!options) return realTime;
  const now = options.now === undefined ? Date.now() : new Date(options.now).getTime();
  if (Number.isNaN(now)) throw new OptionError(`the clock cannot begin at "${String(options.now)}"`);
  return options.running === false ? { offset: 0, stoppedAt: now } : { offset: now - Date.now(), stoppedAt: undefined };
}

const shown = 3;

/**
 * The snapshot to begin with; undefined when none is given.
 *
 * @throws OptionError that names the first places where it is not sound
 */
export function readSnapshotOption({ snapshot, empty }: MockplaneOptions, read: ReadSnapshot): Snapshot | undefined {
  if (snapshot === undefined) return undefined;
  if (empty) throw new OptionError('a server begins empty or with a snapshot, not both');
  try {
    return read(snapshot);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const places = error.violations.map(({ pointer, message }) => `${pointer.slice('/body'.length)} ${message}`.trim());
    const more = places.length > shown ? `; and ${places.length - shown} more` : '';
    throw new OptionError(`${error.message}: ${places.slice(0, shown).join('; ')}${more}`, { cause: error });
  }
}
