import { defaultEdition } from '../apis/apis.ts';
import type { ReadSnapshot } from '../apis/admin/snapshot/read.ts';
import type { Snapshot } from '../apis/admin/snapshot/save.ts';
import { Problem } from '../contract/problem.ts';
import { parseMilliseconds } from '../sandbox/clock/duration.ts';
import { lastMoment, parseTime, timeForm } from '../sandbox/clock/time.ts';
import { type PlanName, plans } from '../sandbox/plans.ts';
import type { ClockStart, SandboxSettings } from '../sandbox/sandbox-settings.ts';
import { defaultTransitions, type TransitionMode } from '../sandbox/transitions.ts';
import { type MockplaneOptions, OptionError } from './options.ts';

/** Parses a plan. @throws OptionError for an unknown plan */
function parsePlan(name: string | undefined): PlanName | undefined {
  if (name === undefined || name in plans) return name as PlanName | undefined;
  throw new OptionError(`there is no plan ${name}; there are starter and scaler`);
}

/** Parses `immediate`, `manual` or a duration. @throws OptionError for anything else */
function parseTransitions(text: string | undefined): TransitionMode {
  if (text === undefined) return defaultTransitions;
  if (text === 'immediate' || text === 'manual') return { mode: text };
  const milliseconds = parseMilliseconds(text);
  if (milliseconds === undefined || milliseconds < 0 || milliseconds > lastMoment) {
    throw new OptionError(`transitions are immediate, manual or after a duration such as 2s, not "${text}"`);
  }
  return { mode: 'after', milliseconds };
}

/** Parses the initial time; undefined for real time. @throws OptionError for an invalid time */
function parseClock(options: MockplaneOptions['clock']): ClockStart | undefined {
  if (!options) return undefined;
  const { now: given } = options;
  const now = typeof given === 'string' ? parseTime(given) : given?.valueOf();
  if (now !== undefined && !Number.isFinite(now))
    throw new OptionError(`clock: now ${timeForm}, not "${String(given)}"`);
  return { now, isRunning: options.running !== false };
}

const placesShown = 3;

/**
 * Reads the initial snapshot.
 *
 * @throws OptionError that names the first violations in an invalid snapshot
 */
function readSnapshotOption(snapshot: unknown, read: ReadSnapshot): Snapshot {
  try {
    return read(snapshot);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const places = error.violations.map(({ pointer, message }) => `${pointer.slice('/body'.length)} ${message}`.trim());
    const more = places.length > placesShown ? `; and ${places.length - placesShown} more` : '';
    throw new OptionError(`${error.message}: ${places.slice(0, placesShown).join('; ')}${more}`, { cause: error });
  }
}

/**
 * Parses the settings of `default` and of sandboxes created on first use.
 *
 * @throws OptionError for an invalid option
 */
export function parseSettings(options: MockplaneOptions, read: ReadSnapshot): SandboxSettings {
  const { seed, plan, transitions, empty = false, snapshot, clock } = options;
  if (empty && snapshot !== undefined) throw new OptionError('a server begins empty or with a snapshot, not both');
  const baseline = snapshot === undefined ? (empty ? 'empty' : 'story') : 'snapshot';
  return {
    edition: defaultEdition,
    seed: seed === undefined ? undefined : String(seed),
    plan: parsePlan(plan),
    transitions: parseTransitions(transitions),
    baseline,
    snapshot: snapshot === undefined ? undefined : readSnapshotOption(snapshot, read),
    clock: parseClock(clock),
  };
}

export const defaultMaxSandboxes = 256;
export const defaultSandboxIdle = '30m';

/** Parses the maximum number of sandboxes, and how long to keep idle ones. @throws OptionError for an invalid option */
export function parseSandboxLimits({
  maxSandboxes = defaultMaxSandboxes,
  sandboxIdle = defaultSandboxIdle,
}: MockplaneOptions) {
  if (!Number.isSafeInteger(maxSandboxes) || maxSandboxes < 1) {
    throw new OptionError(`maxSandboxes takes a whole number from 1, not ${maxSandboxes}`);
  }
  const idleMilliseconds = parseMilliseconds(sandboxIdle);
  if (idleMilliseconds === undefined || idleMilliseconds <= 0) {
    throw new OptionError(`sandboxIdle takes a duration such as 30m, not "${sandboxIdle}"`);
  }
  return { limit: maxSandboxes, idleMilliseconds };
}
