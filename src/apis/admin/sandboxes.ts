import type { components, operations } from '../../contract/generated/admin.ts';
import { Problem } from '../../contract/problem.ts';
import { formatTime, parseTime } from '../../sandbox/clock/time.ts';
import type { Handler } from '../../sandbox/handler.ts';
import type { SandboxEntry } from '../../sandbox/sandboxes.ts';
import type { SandboxSettings } from '../../sandbox/sandbox-settings.ts';
import { parseSwitches } from '../../sandbox/switches.ts';
import { defaultSandbox } from '../../sandbox/tokens.ts';
import type { AdminContext } from './context.ts';
import { messages } from './messages.ts';
import type { ReadSnapshot } from './snapshot/read.ts';
import { modeOf, toSettings as toTransitionSettings } from './transitions.ts';

type Schemas = components['schemas'];

/** Lists the sandboxes, `default` first. */
export const listSandboxes: Handler<operations['listSandboxes'], AdminContext> = ({ host }, context) => {
  const { sandboxes } = context;
  const all = sandboxes.list().map((entry) => toSandbox(entry, host, context));
  return { status: 200, body: { sandboxes: all, limit: sandboxes.limit } };
};

/** Creates a sandbox that stays until it is deleted. */
export const createSandbox: Handler<operations['createSandbox'], AdminContext> = ({ query, body, host }, context) => {
  const { sandboxes, settings, readSnapshot, mode } = context;
  if (query.sandbox !== undefined && query.sandbox !== body.name) {
    const violations = [{ pointer: '/query/sandbox', message: messages.notTheName }];
    throw new Problem(400, `query parameter sandbox ${messages.notTheName}`, { violations });
  }
  const own = toSettings(body, settings, readSnapshot);
  if (mode === 'stateless') refuseState(body);
  sandboxes.create(body.name, own);
  return { status: 201, body: toSandbox(entryOf(body.name, context), host, context) };
};

/** The settings that decide about a state, which a stateless server has not. */
const stateSettings = ['seed', 'plan', 'hostnames', 'switches', 'baseline', 'snapshot', 'transitions'] as const;

/** @throws Problem 400 for a setting that would have no effect */
function refuseState(body: Schemas['CreateSandboxRequest']): void {
  const name = stateSettings.find((each) => body[each] !== undefined);
  if (name === undefined) return;
  const violations = [{ pointer: `/body/${name}`, message: messages.hasNoEffect }];
  throw new Problem(400, messages.stateless(name), { violations });
}

/** Returns a sandbox. */
export const getSandbox: Handler<operations['getSandbox'], AdminContext> = ({ path, host }, context) => ({
  status: 200,
  body: toSandbox(entryOf(path.sandboxName, context), host, context),
});

/** Deletes a sandbox with its state. */
export const deleteSandbox: Handler<operations['deleteSandbox'], AdminContext> = ({ path, host }, context) => {
  const { sandboxName: name } = path;
  const entry = entryOf(name, context);
  if (name === defaultSandbox) throw new Problem(409, messages.sandboxStays(name));
  const body = toSandbox(entry, host, context);
  context.sandboxes.remove(name);
  return { status: 200, body };
};

/** Finds a sandbox. @throws Problem 404 with the names that exist */
function entryOf(name: string, { sandboxes }: AdminContext): SandboxEntry {
  const entry = sandboxes.entry(name);
  if (entry) return entry;
  const names = sandboxes.list().map((each) => each.name);
  throw new Problem(404, messages.sandboxNotFound(name, names));
}

/**
 * The settings of a new sandbox. The settings of the server are the defaults.
 *
 * @throws Problem 422 for an invalid snapshot
 */
function toSettings(
  body: Schemas['CreateSandboxRequest'],
  server: SandboxSettings,
  read: ReadSnapshot,
): SandboxSettings {
  const { edition = server.edition, seed = server.seed, plan = server.plan, hostnames = server.hostnames } = body;
  const { transitions, clock, snapshot, switches = server.switches } = body;
  checkSwitches(switches);
  const startsAt = clock?.now === undefined ? undefined : parseTime(clock.now);
  return {
    edition,
    seed,
    plan,
    hostnames,
    switches,
    transitions: transitions ? modeOf(transitions) : server.transitions,
    ...baselineOf(body, server),
    ...(snapshot && { snapshot: readAt(snapshot, read) }),
    clock: clock ? { now: startsAt, isRunning: clock.running !== false } : server.clock,
  };
}

/** @throws Problem 400 for an invalid duration, which the contract cannot describe */
function checkSwitches(switches: SandboxSettings['switches']): void {
  try {
    parseSwitches(switches);
  } catch (error) {
    const { message } = error as RangeError;
    throw new Problem(400, message, { violations: [{ pointer: '/body/switches', message }] });
  }
}

function baselineOf({ baseline, snapshot }: Schemas['CreateSandboxRequest'], server: SandboxSettings) {
  if (snapshot) return { baseline: 'snapshot' } as const;
  return baseline === undefined ? { baseline: server.baseline, snapshot: server.snapshot } : { baseline };
}

/** Reads the snapshot; the pointers of its violations start at `/body/snapshot`. */
function readAt(snapshot: Schemas['Snapshot'], read: ReadSnapshot): Schemas['Snapshot'] {
  try {
    return read(snapshot);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const violations = error.violations.map(({ pointer, message }) => ({
      pointer: pointer.replace('/body', '/body/snapshot'),
      message,
    }));
    throw new Problem(error.status, error.message, { violations });
  }
}

/** The address to show to a caller in process. */
const localHost = '127.0.0.1:4010';

function toSandbox(entry: SandboxEntry, host = localHost, { tokenOf }: AdminContext): Schemas['Sandbox'] {
  const { name, origin, settings, createdAt, lastUsedAt } = entry;
  const { edition, seed, plan = 'unlimited', hostnames = 'service', switches, baseline, transitions } = settings;
  const url = `http://${host}`;
  return {
    name,
    origin,
    token: tokenOf(name),
    baseUrls: { turso: url, lambda: url },
    edition: edition as Schemas['Edition'],
    ...(seed !== undefined && { seed }),
    plan,
    hostnames,
    ...(switches && { switches: switches as Schemas['Switches'] }),
    baseline,
    transitions: toTransitionSettings(transitions),
    createdAt: formatTime(createdAt),
    lastUsedAt: formatTime(lastUsedAt),
  };
}
