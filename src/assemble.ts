import { createHash, timingSafeEqual } from 'node:crypto';
import type { Credential } from './contract/authenticate.ts';
import type { Answerer, Principal } from './contract/call.ts';
import type { Contract } from './contract/contract.ts';
import { owner } from './contract/owner.ts';
import { isAsked } from './contract/preferences.ts';
import { defaultToken, type MockplaneOptions, OptionError } from './options.ts';
import { createPrismAnswerer } from './prism/answerer.ts';
import { emptyBaseline, storyBaseline } from './sandbox/baseline.ts';
import { type Clock, type ClockState, createClock, realTime } from './sandbox/clock.ts';
import { readMilliseconds } from './sandbox/duration.ts';
import { createFaults, type Faults } from './sandbox/faults.ts';
import { type PlanName, plans } from './sandbox/plans.ts';
import { createSandbox, type Sandbox } from './sandbox/sandbox.ts';
import { hasSqlite } from './sandbox/store/sqlite.ts';
import { defaultTransitions, type TransitionMode } from './sandbox/transitions.ts';
import { createGuard } from './server/guard.ts';
import { createJournal, type Journal } from './server/journal.ts';
import { Dropped } from './server/outcome.ts';
import { createPipeline, type Pipeline } from './server/pipeline.ts';

/** The parts of a Mockplane, put together. */
export interface Assembled {
  readonly pipeline: Pipeline;
  /** Undefined where Node has no SQLite. */
  readonly sandbox: Sandbox | undefined;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly token: string;
  close(): void;
}

/**
 * Puts a Mockplane together.
 *
 * @param host the address it will listen on, which requests to its own API may name
 * @throws OptionError for an option that cannot be, DataDirectoryError for a directory that cannot be used
 */
export function assemble(contracts: readonly Contract[], options: MockplaneOptions, host = 'localhost'): Assembled {
  const { token = defaultToken, stateless = false, onExchange } = options;
  const mocked = contracts.filter(({ api }) => !api.isOwn);
  const clock = createClock(readClock(options.clock));
  if (!stateless && !hasSqlite()) {
    throw new OptionError('the sandbox needs Node 22.13 or newer; this one can only be stateless');
  }
  const sandbox = hasSqlite()
    ? createSandbox({
        contracts: mocked,
        directory: options.data,
        seed: options.seed === undefined ? undefined : String(options.seed),
        plan: readPlan(options.plan),
        transitions: readTransitions(options.transitions),
        clock,
        baseline: options.empty ? emptyBaseline(mocked) : storyBaseline(mocked),
      })
    : undefined;
  const journal = createJournal();
  if (onExchange) journal.subscribe(onExchange);
  const faults = createFaults(mocked);
  const accepted = acceptOnly(token);
  const pipeline = createPipeline({
    contracts,
    authenticate: (credential, api) => accepted(credential) ?? sandbox?.authenticate(credential, api),
    admit: stateless ? undefined : sandbox?.admit,
    answerer: chooseAnswerer(createPrismAnswerer(contracts), stateless ? undefined : sandbox, clock, faults),
    journal,
    guard: createGuard(host),
  });
  const close = (): void => {
    clock.close();
    sandbox?.close();
  };
  return { pipeline, sandbox, clock, journal, faults, token, close };
}

/** Examples where they are asked for, what a fault rule says where one hits, else the sandbox. */
function chooseAnswerer(examples: Answerer, sandbox: Sandbox | undefined, clock: Clock, faults: Faults): Answerer {
  const usual: Answerer = sandbox ? (call) => sandbox.answer(call) : examples;
  return (call) => {
    if (isAsked(call.preferences)) return examples(call);
    const fault = faults.take(call.operation.id);
    return fault ? faulty(fault) : usual(call);

    async function faulty({ id, action, status, example, delayMilliseconds }: NonNullable<typeof fault>) {
      const by = `fault ${id}`;
      if (delayMilliseconds) await clock.sleep(delayMilliseconds, call.signal);
      if (action === 'drop') throw new Dropped(by);
      if (action === 'respond') {
        const preferences = { code: status!, ...(example !== undefined && { example }) };
        return { ...(await examples({ ...call, preferences })), by };
      }
      if (action === 'fail-transition' && sandbox) return sandbox.answer(call, `failed by ${by}`);
      return usual(call);
    }
  };
}

/** Accepts one token. Digests of one length are compared, so that the time taken tells nothing of it. */
function acceptOnly(token: string): (credential: Credential) => Principal | undefined {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const expected = digest(token);
  return (credential) => (timingSafeEqual(digest(credential.token), expected) ? { username: owner } : undefined);
}

function readPlan(name: string | undefined): PlanName | undefined {
  if (name === undefined || name in plans) return name as PlanName | undefined;
  throw new OptionError(`there is no plan ${name}; there are starter and scaler`);
}

/** Reads `immediate`, `manual` or a duration. */
export function readTransitions(text: string | undefined): TransitionMode {
  if (text === undefined) return defaultTransitions;
  if (text === 'immediate' || text === 'manual') return { mode: text };
  const milliseconds = readMilliseconds(text);
  if (milliseconds === undefined || milliseconds < 0) {
    throw new OptionError(`transitions are immediate, manual or after a duration such as 2s, not "${text}"`);
  }
  return { mode: 'after', milliseconds };
}

function readClock(options: MockplaneOptions['clock']): ClockState {
  if (!options) return realTime;
  const now = options.now === undefined ? Date.now() : new Date(options.now).getTime();
  if (Number.isNaN(now)) throw new OptionError(`the clock cannot begin at "${String(options.now)}"`);
  return options.running === false ? { offset: 0, stoppedAt: now } : { offset: now - Date.now(), stoppedAt: undefined };
}
