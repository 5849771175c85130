import { defaultEdition } from '../apis/apis.ts';
import type { ReadSnapshot } from '../apis/admin/snapshot/read.ts';
import type { Snapshot } from '../apis/admin/snapshot/save.ts';
import { Problem } from '../contract/problem.ts';
import { parseMilliseconds } from '../sandbox/clock/duration.ts';
import { isMoment, lastMoment, parseTime } from '../sandbox/clock/time.ts';
import type { ClockStart, SandboxSettings } from '../sandbox/sandbox-settings.ts';
import { parseSwitches, type SwitchOptions } from '../sandbox/switches.ts';
import { defaultTransitions, type TransitionMode } from '../sandbox/transitions.ts';
import { forms } from './check-options.ts';
import type { MockplaneSandboxOptions } from './mockplane-sandbox.ts';
import { type MockplaneOptions, OptionError } from './options.ts';

/** Checks switches. @throws OptionError for an unknown switch or value */
function checkSwitches(switches: SwitchOptions): SwitchOptions {
  try {
    parseSwitches(switches);
    return switches;
  } catch (error) {
    throw new OptionError((error as RangeError).message);
  }
}

/** Parses `immediate`, `manual` or a duration. @throws OptionError for anything else */
function parseTransitions(text: string): TransitionMode {
  if (text === 'immediate' || text === 'manual') return { mode: text };
  const milliseconds = parseMilliseconds(text);
  if (milliseconds === undefined || milliseconds < 0 || milliseconds > lastMoment) {
    throw new OptionError((option) => `${option('transitions')} takes ${forms.transitions}, not "${text}"`);
  }
  return { mode: 'after', milliseconds };
}

/** Parses the initial time. @throws OptionError for an invalid time */
function parseClock(options: NonNullable<MockplaneOptions['clock']>): ClockStart {
  const { now: given } = options;
  const now = typeof given === 'string' ? parseTime(given) : given?.valueOf();
  if (now !== undefined && !isMoment(now)) {
    throw new OptionError(`clock.now takes ${forms.time}, not "${String(given)}"`);
  }
  return { now: now === undefined ? undefined : Math.trunc(now), isRunning: options.running !== false };
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

type Start = Pick<SandboxSettings, 'baseline' | 'snapshot'>;

/** Parses the initial state. @throws OptionError for an invalid snapshot */
function parseStart({ empty, snapshot }: MockplaneSandboxOptions, read: ReadSnapshot): Start | undefined {
  if (snapshot !== undefined) return { baseline: 'snapshot', snapshot: readSnapshotOption(snapshot, read) };
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
  const { edition, seed, plan, hostnames, switches, transitions, clock } = options;
  const start = parseStart(options, read) ?? usual;
  return {
    edition: edition ?? usual.edition,
    seed: seed === undefined ? usual.seed : String(seed),
    plan: plan ?? usual.plan,
    hostnames: hostnames ?? usual.hostnames,
    switches: switches === undefined ? usual.switches : checkSwitches(switches),
    transitions: transitions === undefined ? usual.transitions : parseTransitions(transitions),
    baseline: start.baseline,
    snapshot: start.snapshot,
    clock: clock === undefined ? usual.clock : parseClock(clock),
  };
}

export const defaultMaxSandboxes = 256;
export const defaultSandboxIdle = '30m';

/** Returns the maximum number of sandboxes, and how long to keep idle ones. @throws OptionError for an invalid duration */
export function parseSandboxLimits({
  maxSandboxes = defaultMaxSandboxes,
  sandboxIdle = defaultSandboxIdle,
}: MockplaneOptions) {
  const idleMilliseconds = parseMilliseconds(sandboxIdle);
  if (idleMilliseconds === undefined || idleMilliseconds <= 0) {
    throw new OptionError((option) => `${option('sandboxIdle')} takes ${forms.sandboxIdle}, not "${sandboxIdle}"`);
  }
  return { limit: maxSandboxes, idleMilliseconds };
}
