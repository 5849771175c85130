import { randomBytes } from 'node:crypto';
import type { Api } from '../contract/api.ts';
import type { Answer, Answerer, Authorize, Call, Principal } from '../contract/call.ts';
import type { Contract } from '../contract/contract.ts';
import type { PlainRequest } from '../contract/http-message.ts';
import type { Credential } from '../contract/credentials.ts';
import { createHandlerAnswerer, type HandlerAnswerer } from './answerer.ts';
import { type Baseline, hasBegun, writeBaseline } from './baseline.ts';
import { type Clock, type ClockState, createClock } from './clock/clock.ts';
import type { Contents } from './contents.ts';
import { createFaults, type Faults } from './faults/faults.ts';
import type { Context } from './handler.ts';
import type { Hostnames } from './hostnames.ts';
import type { Implementation, Route } from './implementation.ts';
import type { Exchange } from './journal/exchange.ts';
import { createJournal, type Journal } from './journal/journal.ts';
import { type ResourceLimits, resourceLimits } from './limits.ts';
import type { AnswerMemory } from './memory/answer-memory.ts';
import { createReadMemory } from './memory/read-memory.ts';
import { type PlanName, planOf } from './plans.ts';
import { createSeededRandom } from './random.ts';
import { createSettings } from './settings.ts';
import type { StateImage } from './store/open-memory.ts';
import { createStore } from './store/store.ts';
import { defaultSandbox } from './tokens.ts';
import { parseSwitches, type SwitchOptions } from './switches.ts';
import {
  createTransitions,
  defaultTransitions,
  type TransitionKind,
  type TransitionKinds,
  type TransitionMode,
} from './transitions.ts';

export interface SandboxOptions {
  /** Unique among the sandboxes of a server; `default` by default. */
  readonly name?: string | undefined;
  /** The edition that the sandbox serves at the root, for APIs with several editions. */
  readonly edition: string;
  /** The contracts of the mocked APIs. */
  readonly contracts: readonly Contract[];
  /** Their implementations. */
  readonly implementations: readonly Implementation[];
  /** Location names by code. */
  readonly locations: Readonly<Record<string, string>>;
  /** Writes the initial state, which a reset restores. */
  readonly baseline: Baseline;
  /** Finds an image of the state that `baseline` writes, for a store in memory; undefined to let it write. */
  readonly image?: (() => StateImage | undefined) | undefined;
  /** The directory for the state; in memory by default. */
  readonly directory?: string | undefined;
  /** The same seed gives the same identifiers, names and keys. */
  readonly seed?: string | undefined;
  /** See `Context`; a random one unless given. */
  readonly sessionKey?: Uint8Array | undefined;
  readonly plan?: PlanName | undefined;
  /** See `Context`; `service` by default. */
  readonly hostnames?: Hostnames | undefined;
  readonly switches?: SwitchOptions | undefined;
  /** The maximum number of resources; `resourceLimits` by default. */
  readonly limits?: ResourceLimits | undefined;
  readonly transitions?: TransitionMode | undefined;
  /** Makes the rows of databases; undefined where databases answer no SQL. */
  readonly contents?: Contents | undefined;
  /** Remembers answers, those of other sandboxes too; undefined to ask the handlers each time. */
  readonly memory?: AnswerMemory | undefined;
  readonly clock?: Clock | undefined;
  /** Whether the clock keeps its present time instead of the time saved in the directory. */
  readonly clockIsGiven?: boolean | undefined;
  /** The time that a reset restores; the clock's present time by default. */
  readonly initialTime?: (() => ClockState) | undefined;
  /** Called with each exchange. */
  readonly onExchange?: ((exchange: Exchange) => void) | undefined;
}

/** A stateful mock: state, clock, transitions, faults and journal, isolated from other sandboxes. */
export interface Sandbox {
  readonly name: string;
  readonly edition: string;
  /** The parts that the handlers receive. */
  readonly context: Context;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly transitionKinds: TransitionKinds;
  /** Answers a call; `failure` says why the transition that it starts must fail. */
  readonly answer: (call: Call, failure?: string) => ReturnType<Answerer>;
  /** Whether a handler answers the operation of a call. */
  readonly hasHandler: (call: Pick<Call, 'api' | 'operation'>) => boolean;
  /** Switches to reloaded implementations of some documents. Keeps the state. */
  readonly follow: (implementations: readonly Implementation[]) => void;
  /** Checks whether the caller may call an operation. @throws Problem when the caller may not */
  readonly authorize: Authorize;
  /** Finds the path in the document that a request means by its host or token; undefined if its own path stands. */
  readonly route: (request: PlainRequest, path: string) => Route | undefined;
  /** Finds the user of a minted token; undefined for an unknown or revoked token. */
  readonly authenticate: (credential: Credential, api: Api) => Principal | undefined;
  /**
   * Runs a function that writes, moves the clock or draws random bytes. All of its effects are stored, or none happens.
   *
   * @throws StorageError when they cannot be stored
   */
  readonly transaction: <T>(run: () => T) => T;
  /** Restores state, clock and transitions to the baseline, and removes the faults. Keeps the journal. */
  readonly reset: () => void;
  /** Replaces the whole state and sets the clock. An invalid state changes nothing. */
  readonly load: (state: Baseline, time: ClockState) => void;
  /** Makes the due transitions. */
  readonly settle: () => void;
  /** Stores what the requests of this turn of the event loop have written. @returns whether all of it was stored */
  readonly flush: () => boolean;
  /** Closes everything at once but the files of SQL. @param onClosed called when those are closed, too */
  readonly close: (onClosed?: () => void) => void;
}

/** Creates a sandbox. @throws DataDirectoryError when the directory cannot be used */
export function createSandbox(options: SandboxOptions): Sandbox {
  const { name = defaultSandbox, edition, baseline, directory, seed } = options;
  const { transitions: mode = defaultTransitions } = options;
  const clock = options.clock ?? createClock();
  const startedAt = clock.state();
  const initialTime = options.initialTime ?? (() => startedAt);
  const generator = createSeededRandom(seed);
  const image = directory === undefined ? options.image?.() : undefined;
  const store = createStore(directory, image && { image, now: clock.now() });
  // A reload replaces the entries; those who look kinds up keep the object.
  const kinds: Record<string, TransitionKind> = transitionKindsOf(options.implementations);
  const transitions = createTransitions(store, clock, kinds);
  const starters = startersOf(kinds);
  const faults = createFaults(options.contracts, starters);
  const journal = createJournal(options.onExchange);
  const context: Context = {
    sandbox: name,
    sessionKey: options.sessionKey ?? randomBytes(32),
    store,
    clock,
    transitions,
    generator,
    plan: planOf(options.plan ?? 'unlimited', edition),
    limits: options.limits ?? resourceLimits,
    hostnames: options.hostnames ?? 'service',
    switches: parseSwitches(options.switches),
    contents: options.contents,
    locations: options.locations,
  };
  const settings = createSettings({ store, clock, generator, isKept: directory !== undefined });

  const remember = () => ({ time: clock.state(), position: generator.position(), mode: transitions.mode() });
  /** Rolls back the state that is kept in memory, too. */
  const restore = (before: ReturnType<typeof remember>): void => {
    settings.forget();
    generator.moveTo(before.position);
    transitions.setMode(before.mode);
    if (!isSame(clock.state(), before.time)) clock.restore(before.time);
    transitions.reschedule();
  };
  let isWriting = false;
  const transaction = <T>(run: () => T): T => {
    if (isWriting) return run();
    // The requests before it are stored or undone on their own.
    store.flush();
    const before = remember();
    isWriting = true;
    try {
      return store.transaction(() => {
        const result = run();
        settings.save();
        return result;
      });
    } catch (error) {
      restore(before);
      throw error;
    } finally {
      isWriting = false;
    }
  };

  const replaceState = (state: Baseline, time: ClockState, position: number): void => {
    // Once it is empty, no rows of the past are kept because the clock moves.
    store.clear();
    clock.restore(time);
    generator.moveTo(position);
    settings.forget();
    writeBaseline(state, context);
    if (store.isUnchecked()) store.checkReferences();
  };
  const rewrite = (write: () => void, isInOrder = false): void => store.rewrite(() => transaction(write), isInOrder);

  transitions.setMode(mode);
  if (directory === undefined) {
    // Nothing is there that would have to be removed.
    if (!image) transaction(() => writeBaseline(baseline, context));
  } else if (store.organizations.users().length > 0 || hasBegun(store)) {
    settings.restore(options.clockIsGiven !== true);
  } else {
    rewrite(() => replaceState(baseline, clock.state(), 0));
  }
  clock.onChange(() => transaction(() => {}));
  transitions.resume();

  const attached = options.implementations.flatMap(({ attach }) => (attach ? [attach(context, transaction)] : []));
  const group = directory === undefined ? undefined : store.groupCommits(remember, restore);
  const settle = (): void => {
    transitions.settle();
    for (const each of attached) each.settle?.();
  };
  const memory = options.memory && createReadMemory(options.memory, context);
  const answererOf = (implementation: Implementation): HandlerAnswerer => {
    const { api, handlers, contents, runsInTransaction = true, writesOnGet = false } = implementation;
    // Handlers of a user may read anything, and those that wait read more than the store.
    const isWatchable = runsInTransaction && !writesOnGet && !api.answersByExample;
    return createHandlerAnswerer({
      handlers,
      contents,
      parts: context,
      by: 'sandbox',
      settle: runsInTransaction ? settle : () => transitions.settle(),
      writesOnGet,
      memory: isWatchable ? memory : undefined,
      transaction: runsInTransaction ? (run) => store.record(() => transaction(run)) : undefined,
      group,
    });
  };
  let implementations = options.implementations;
  let answerers = new Map(implementations.map((each) => [each.api.document, answererOf(each)]));
  let byApi = new Map(implementations.map((each) => [each.api.document, each]));

  return {
    name,
    edition,
    context,
    clock,
    faults,
    journal,
    transitionKinds: kinds,
    answer(call, failure) {
      const answerer = answerers.get(call.api.document);
      if (!answerer) throw new Error(`No handlers answer the ${call.api.title}.`);
      const answer = answerer(call, failure);
      if (call.api.document !== 'turso-2026' || context.switches.emptyReplies === 'empty') return answer;
      return answer instanceof Promise ? answer.then((given) => withObject(given, call)) : withObject(answer, call);
    },
    hasHandler({ api, operation }) {
      const implementation = byApi.get(api.document);
      return implementation !== undefined && Object.hasOwn(implementation.handlers, operation.id);
    },
    follow(current) {
      memory?.forget();
      // Those that have attached themselves stay: they hold streams and files.
      implementations = [
        ...implementations.filter(({ api }) => !current.some((each) => each.api.document === api.document)),
        ...current,
      ];
      answerers = new Map(implementations.map((each) => [each.api.document, answererOf(each)]));
      byApi = new Map(implementations.map((each) => [each.api.document, each]));
      for (const kind of Object.keys(kinds)) delete kinds[kind];
      Object.assign(kinds, transitionKindsOf(implementations));
      starters.splice(0, starters.length, ...startersOf(kinds));
    },
    authorize: (api, operation, path, principal, caller) =>
      byApi.get(api.document)?.authorize?.(context, operation, path, principal, caller),
    route(request, path) {
      for (const { route } of implementations) {
        const found = route?.(context, request, path);
        if (found) return found;
      }
      return undefined;
    },
    authenticate: (credential, api) => byApi.get(api.document)?.authenticate?.(context, credential),
    transaction,
    reset() {
      rewrite(() => {
        replaceState(baseline, initialTime(), 0);
        transitions.setMode(mode);
        transitions.resume();
      }, true);
      faults.reset();
    },
    load: (state, time) =>
      rewrite(() => {
        replaceState(state, time, generator.position());
        transitions.resume();
      }),
    settle,
    flush: () => store.flush(),
    close(onClosed = () => {}) {
      const closed = attached.map((each) => each.close?.());
      journal.close();
      clock.close();
      transitions.close();
      store.close();
      void Promise.all(closed.map((each) => Promise.resolve(each))).then(onClosed);
    },
  };
}

/** An empty reply of the contract is sent as an object without properties. */
function withObject(answer: Answer, { operation }: Call): Answer {
  return operation.responses.get(answer.status)?.content ? answer : { ...answer, shown: {} };
}

function transitionKindsOf(implementations: readonly Implementation[]): Record<string, TransitionKind> {
  return Object.fromEntries(implementations.flatMap(({ transitions = {} }) => Object.entries(transitions)));
}

function isSame(one: ClockState, other: ClockState): boolean {
  return one.offset === other.offset && one.stoppedAt === other.stoppedAt;
}

/** The ids of the operations whose fault rules can make a transition fail. */
function startersOf(kinds: TransitionKinds): string[] {
  return Object.values(kinds).flatMap(({ startedBy }) => startedBy ?? []);
}
