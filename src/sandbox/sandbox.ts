import type { Api } from '../contract/api.ts';
import type { Credential } from '../contract/credentials.ts';
import type { Authorize, Answer, Answerer, Call, Principal } from '../contract/call.ts';
import type { Contract } from '../contract/contract.ts';
import { type Baseline, storyBaseline } from './baseline.ts';
import { type Clock, type ClockState, createClock } from './clock/clock.ts';
import { createSeededRandom } from './random.ts';
import type { AnyHandler, AnyReply, Context } from './handler.ts';
import { lambdaHandlers } from '../apis/lambda/handlers.ts';
import { type ResourceLimits, resourceLimits } from './limits.ts';
import { type PlanName, plans } from './plans.ts';
import { documentedError } from './answerer.ts';
import { hashOf } from './store/tables/api-tokens.ts';
import { createStore } from './store/store.ts';
import { createTransitions, defaultTransitions, type TransitionMode } from './transitions.ts';
import { authorizeOrganization } from '../apis/turso/resources/authorize.ts';
import { turso2023Handlers } from '../apis/turso/2023/handlers.ts';

export interface SandboxOptions {
  readonly contracts: readonly Contract[];
  /** Where the state is kept; in memory unless given. */
  readonly directory?: string | undefined;
  /** The same seed gives the same identifiers, names and keys. */
  readonly seed?: string | undefined;
  readonly plan?: PlanName | undefined;
  /** How many of each there may be; `resourceLimits` unless given. */
  readonly limits?: ResourceLimits | undefined;
  readonly transitions?: TransitionMode | undefined;
  readonly clock?: Clock | undefined;
  /** Whether the clock stands where it was asked to, rather than where the directory's state left it. */
  readonly clockIsGiven?: boolean | undefined;
  /** What the state starts with; the story of the examples unless given. */
  readonly baseline?: Baseline | undefined;
  /** Where a reset puts the clock; where it stands now, unless given. */
  readonly initialTime?: (() => ClockState) | undefined;
}

/** A mock that remembers. */
export interface Sandbox {
  /** What the handlers, and those of the admin API, work with. */
  readonly context: Context;
  /** Answers a call; `failure` says why the change of status that it begins is to fail. */
  answer(call: Call, failure?: string): ReturnType<Answerer>;
  readonly admit: Authorize;
  /** Whom a minted token stands for; undefined when it is unknown or revoked. */
  authenticate(credential: Credential, api: Api): Principal | undefined;
  /**
   * Runs a function that writes, moves the clock or draws: all that it does is stored, or nothing is done.
   *
   * @throws StorageError when it cannot be stored
   */
  transaction<T>(run: () => T): T;
  /** Returns to the baseline; the clock and the life cycles to how they began. */
  reset(): void;
  /** Replaces the whole state, and sets the clock. What cannot be written changes nothing. */
  load(state: Baseline, time: ClockState): void;
  /** Makes the changes of status that are due. */
  settle(): void;
  close(): void;
}

const handlers: ReadonlyMap<string, AnyHandler> = new Map(
  Object.entries({ ...turso2023Handlers, ...lambdaHandlers } as Record<string, AnyHandler>),
);

/** @throws DataDirectoryError when the directory cannot be used */
export function createSandbox(options: SandboxOptions): Sandbox {
  const { contracts, directory, seed, transitions: mode = defaultTransitions } = options;
  const baseline = options.baseline ?? storyBaseline(contracts);
  const clock = options.clock ?? createClock();
  const beganAt = clock.state();
  const initialTime = options.initialTime ?? (() => beganAt);
  const generator = createSeededRandom(seed);
  const store = createStore(directory);
  const transitions = createTransitions(store, clock);
  const context: Context = {
    store,
    clock,
    transitions,
    generator,
    plan: plans[options.plan ?? 'unlimited'],
    limits: options.limits ?? resourceLimits,
    locations: locationsOf(contracts),
  };

  // What is kept of the generator and the clock; undefined where that is not known.
  let keptPosition: number | undefined;
  let keptTime: ClockState | undefined;
  // Only what outlives the process needs to know where they got to.
  const saveSettings = (): void => {
    if (directory === undefined) return;
    const position = generator.position();
    if (position !== keptPosition) store.settings.set('generator', String(position));
    keptPosition = position;
    const time = clock.state();
    if (!keptTime || !isSame(time, keptTime)) store.settings.set('clock', JSON.stringify(time));
    keptTime = time;
  };
  const restoreSettings = (): void => {
    generator.moveTo(Number(store.settings.get('generator') ?? 0));
    const kept = store.settings.get('clock');
    if (kept !== undefined && options.clockIsGiven !== true) clock.restore(JSON.parse(kept) as ClockState);
  };

  let isWriting = false;
  const transaction = <T>(run: () => T): T => {
    if (isWriting) return run();
    const before = { time: clock.state(), position: generator.position(), mode: transitions.mode() };
    isWriting = true;
    try {
      return store.transaction(() => {
        const result = run();
        saveSettings();
        return result;
      });
    } catch (error) {
      // What is known beside the rows goes back with them.
      keptPosition = undefined;
      keptTime = undefined;
      generator.moveTo(before.position);
      transitions.setMode(before.mode);
      if (!isSame(clock.state(), before.time)) clock.restore(before.time);
      transitions.reschedule();
      throw error;
    } finally {
      isWriting = false;
    }
  };

  const replaceState = (state: Baseline, time: ClockState, position: number): void => {
    clock.restore(time);
    generator.moveTo(position);
    store.clear();
    keptPosition = undefined;
    keptTime = undefined;
    state(context);
    store.checkReferences();
  };
  const rewrite = (write: () => void): void => store.rewrite(() => transaction(write));

  transitions.setMode(mode);
  if (store.organizations.users().length === 0) rewrite(() => replaceState(baseline, clock.state(), 0));
  else restoreSettings();
  clock.onChange(() => transaction(() => {}));
  transitions.resume();

  const answer = (call: Call, failure?: string): ReturnType<Answerer> => {
    const { operation, path, query, body, files, principal, signal } = call;
    const handler = handlers.get(operation.id);
    if (!handler) throw new Error(`No handler answers ${operation.id}.`);
    const input = { path, query, body, files, principal, signal, failure };
    const documented = (error: unknown): never => {
      throw documentedError(error, operation);
    };
    try {
      transitions.settle();
      if (operation.method === 'GET') {
        const reply = handler(input, context);
        return reply instanceof Promise ? reply.then(by, documented) : by(reply);
      }
      return by(
        transaction(() => {
          const reply = handler(input, context);
          if (reply instanceof Promise) throw new Error(`The handler of ${operation.id} waits while it writes.`);
          return reply;
        }),
      );
    } catch (error) {
      return documented(error);
    }
  };

  return {
    context,
    answer,
    admit: (operation, path, principal) => authorizeOrganization(context, operation, path, principal),
    authenticate({ token }, api) {
      if (api.name !== 'turso') return undefined;
      const found = store.apiTokens.byHash(hashOf(token));
      return found && { username: found.username };
    },
    transaction,
    reset: () =>
      rewrite(() => {
        replaceState(baseline, initialTime(), 0);
        transitions.setMode(mode);
        transitions.resume();
      }),
    load: (state, time) =>
      rewrite(() => {
        replaceState(state, time, generator.position());
        transitions.resume();
      }),
    settle: () => transitions.settle(),
    close() {
      transitions.close();
      store.close();
    },
  };
}

function isSame(one: ClockState, other: ClockState): boolean {
  return one.offset === other.offset && one.stoppedAt === other.stoppedAt;
}

function by({ status, body }: AnyReply): Answer {
  return { status, body, by: 'sandbox' };
}

/** The locations that the contract's example lists are those there are. */
function locationsOf(contracts: readonly Contract[]): Readonly<Record<string, string>> {
  for (const { operations } of contracts) {
    const listed = operations.find(({ id }) => id === 'listLocations')?.responses.get(200)?.content?.examples;
    const example = listed?.values().next().value as { locations: Record<string, string> } | undefined;
    if (example) return example.locations;
  }
  throw new Error('The contract lists no locations.');
}
