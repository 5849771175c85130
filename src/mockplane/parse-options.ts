import { defaultEdition, editions } from '../apis/apis.ts';
import type { ReadSnapshot } from '../apis/admin/snapshot/read.ts';
import type { Snapshot } from '../apis/admin/snapshot/save.ts';
import { Problem } from '../contract/problem.ts';
import { parseMilliseconds } from '../sandbox/clock/duration.ts';
import { lastMoment, parseTime, timeForm } from '../sandbox/clock/time.ts';
import type { Hostnames } from '../sandbox/handler.ts';
import { type PlanName, plans } from '../sandbox/plans.ts';
import type { ClockStart, SandboxSettings } from '../sandbox/sandbox-settings.ts';
import { defaultTransitions, type TransitionMode } from '../sandbox/transitions.ts';
import type { MockplaneSandboxOptions } from './mockplane-sandbox.ts';
import { type MockplaneOptions, OptionError } from './options.ts';

/** Parses a plan. @throws OptionError for an unknown plan */
function parsePlan(name: string): PlanName {
  if (Object.hasOwn(plans, name)) return name as PlanName;
  throw new OptionError(`there is no plan ${name}; there are starter and scaler`);
}

/** Parses `immediate`, `manual` or a duration. @throws OptionError for anything else */
function parseTransitions(text: string): TransitionMode {
  if (text === 'immediate' || text === 'manual') return { mode: text };
  const milliseconds = parseMilliseconds(text);
  if (milliseconds === undefined || milliseconds < 0 || milliseconds > lastMoment) {
    throw new OptionError(`transitions are immediate, manual or after a duration such as 2s, not "${text}"`);
  }
  return { mode: 'after', milliseconds };
}

/** Parses the initial time. @throws OptionError for an invalid time */
function parseClock(options: NonNullable<MockplaneOptions['clock']>): ClockStart {
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

/** Checks an edition. @throws OptionError for an unknown edition */
function parseEdition(edition: string): string {
  if (editions.includes(edition)) return edition;
  throw new OptionError(`there is no edition ${edition}; there are ${editions.join(' and ')}`);
}

/** Checks a choice of hostnames. @throws OptionError for an unknown one */
function parseHostnames(hostnames: string): Hostnames {
  if (hostnames === 'service' || hostnames === 'local') return hostnames;
  throw new OptionError(`hostnames are service or local, not "${hostnames}"`);
}

type Start = Pick<SandboxSettings, 'baseline' | 'snapshot'>;

/** Parses the initial state. @throws OptionError for both an empty state and a snapshot, and for an invalid snapshot */
function parseStart({ empty, snapshot }: MockplaneSandboxOptions, read: ReadSnapshot): Start | undefined {
  if (snapshot !== undefined) {
    if (empty) throw new OptionError('a server begins empty or with a snapshot, not both');
    return { baseline: 'snapshot', snapshot: readSnapshotOption(snapshot, read) };
  }
  return empty === undefined ? undefined : { baseline: empty ? 'empty' : 'story' };
}

/** The settings of a sandbox without options. */
const defaultSettings: SandboxSettings = {
  edition: defaultEdition,
  transitions: defaultTransitions,
  baseline: 'story',
};

/**
 * Parses the settings of a sandbox.
 *
 * @param usual the settings for missing options
 * @throws OptionError for an invalid option
 */
export function parseSettings(
  options: MockplaneSandboxOptions,
  read: ReadSnapshot,
  usual: SandboxSettings = defaultSettings,
): SandboxSettings {
  const { edition, seed, plan, hostnames, transitions, clock } = options;
  const start = parseStart(options, read) ?? usual;
  return {
    edition: edition === undefined ? usual.edition : parseEdition(edition),
    seed: seed === undefined ? usual.seed : String(seed),
    plan: plan === undefined ? usual.plan : parsePlan(plan),
    hostnames: hostnames === undefined ? usual.hostnames : parseHostnames(hostnames),
    transitions: transitions === undefined ? usual.transitions : parseTransitions(transitions),
    baseline: start.baseline,
    snapshot: start.snapshot,
    clock: clock === undefined ? usual.clock : parseClock(clock),
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
    throw new OptionError(`a server holds a whole number of sandboxes, 1 or more, not ${maxSandboxes}`);
  }
  const idleMilliseconds = parseMilliseconds(sandboxIdle);
  if (idleMilliseconds === undefined || idleMilliseconds <= 0) {
    throw new OptionError(`an idle sandbox is kept for a duration such as 30m, not "${sandboxIdle}"`);
  }
  return { limit: maxSandboxes, idleMilliseconds };
}
