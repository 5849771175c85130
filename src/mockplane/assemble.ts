import type { BackupRows } from '../apis/admin/backup/copy.ts';
import { createHash } from 'node:crypto';
import { adminHandlers } from '../apis/admin/handlers.ts';
import { createOriginGuard } from '../apis/admin/guard.ts';
import { createSnapshotReader, type ReadSnapshot } from '../apis/admin/snapshot/read.ts';
import { hranaApi } from '../apis/hrana/api.ts';
import type { Hrana } from '../apis/hrana/hrana.ts';
import type { Answerer } from '../contract/call.ts';
import type { Contract } from '../contract/contract.ts';
import type { PlainRequest } from '../contract/http-message.ts';
import { lazy } from '../contract/lazy.ts';
import { publicValues } from '../contract/public-values.ts';
import { createAnswerStep } from '../pipeline/answer.ts';
import { createPipeline, type Destination, type Pipeline } from '../pipeline/pipeline.ts';
import { createRedactor, type Redactor } from '../pipeline/redact.ts';
import { ConnectionDropped } from '../pipeline/result.ts';
import { createTransportPolicy, type TransportPolicy } from '../pipeline/transport-policy.ts';
import { createPrismAnswerer } from '../prism/answerer.ts';
import { readBeginning } from '../sandbox/beginning.ts';
import { createHandlerAnswerer } from '../sandbox/answerer.ts';
import { defaultUser } from '../sandbox/baseline.ts';
import type { AnyHandler } from '../sandbox/handler.ts';
import type { Implementation } from '../sandbox/implementation.ts';
import { createAnswerMemory } from '../sandbox/memory/answer-memory.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { createSandboxes, type Sandboxes } from '../sandbox/sandboxes.ts';
import { hasSqlite } from '../sandbox/store/sqlite.ts';
import type { SandboxSettings } from '../sandbox/sandbox-settings.ts';
import { createTokenMatcher, defaultSandbox, sandboxToken } from '../sandbox/tokens.ts';
import type { EngineHost } from '../sql/engine.ts';
import type { AdminContext } from '../apis/admin/context.ts';
import { createLocate, createPinnedLocate } from './locate.ts';
import { createSandboxMaker, kindsWith } from './make-sandbox.ts';
import { defaultToken, type MockplaneOptions, OptionError } from './options.ts';
import { parseSandboxLimits, parseSettings } from './parse-options.ts';
import { version } from './version.ts';

/** The assembled parts of a Mockplane. */
export interface MockplaneParts {
  readonly pipeline: Pipeline;
  readonly policy: TransportPolicy;
  readonly sandboxes: Sandboxes;
  /** The sandbox `default`. */
  readonly sandbox: Sandbox;
  readonly token: string;
  /** Whether examples answer every call. */
  readonly isStateless: boolean;
  /** The data plane of a sandbox; undefined where this Node has none. */
  readonly hranaOf: (sandbox: Sandbox) => Hrana | undefined;
  readonly redact: Redactor;
  /** The settings of `default` and of sandboxes without settings of their own. */
  readonly settings: SandboxSettings;
  readonly readSnapshot: ReadSnapshot;
  /** Creates a pipeline that sends every request to one sandbox. It accepts the sandbox's token and the server's. */
  readonly pipelineTo: (name: string) => Pipeline;
  /** Switches to reloaded contracts and keeps the state. */
  readonly reload: (contracts: readonly Contract[]) => void;
  /** Makes `getHealth` answer 503 from now on. Everything else is answered as before. */
  readonly drain: () => void;
  /** Settles when all rows of SQL are written; anything else is closed at once. */
  readonly close: () => Promise<void>;
}

/** The environment of a Mockplane. */
export interface Surroundings {
  /** Runs SQL; undefined if this Node cannot. */
  readonly engines?: EngineHost | undefined;
  /** Guards the admin API on a port; undefined to answer in process. */
  readonly guard?: ((request: Pick<PlainRequest, 'headers'>) => void) | undefined;
  /** Whether the sandbox `default` has a database even when it begins empty; false by default. */
  readonly hasFirstDatabase?: boolean | undefined;
  /** Whether answers are remembered until something changes; true by default. */
  readonly remembers?: boolean | undefined;
  /** Implements the documents of the user by their handlers; undefined if there are none. */
  readonly implement?: ((contracts: readonly Contract[]) => readonly Implementation[]) | undefined;
  /** Answers the documents of the user; undefined if there are none. */
  readonly documents?: DocumentAnswers | undefined;
}

/** Answers the documents of the user by their examples and schemas. */
export interface DocumentAnswers {
  /** @param seed the same seed gives the same values */
  readonly createAnswerer: (seed: string | undefined) => Answerer;
}

/**
 * Assembles the parts of a Mockplane.
 *
 * @param given all contracts; those of SQL are left out where this Node cannot run it
 * @throws OptionError for an invalid option, DataDirectoryError for a directory that cannot be used
 */
export function assemble(
  given: readonly Contract[],
  options: MockplaneOptions,
  { engines, guard, hasFirstDatabase, documents, implement, remembers = true }: Surroundings = {},
): MockplaneParts {
  const servable = (all: readonly Contract[]): readonly Contract[] =>
    engines ? all : all.filter(({ api }) => api !== hranaApi);
  const contracts = servable(given);
  const { token = defaultToken, stateless = false, onExchange, data, sharedData } = options;
  if (!hasSqlite()) {
    const wanted = 'Mockplane needs Node 22.15 or newer, and is tested on Node 24';
    throw new OptionError(`${wanted}; this is Node ${process.versions.node}, which has no SQLite`);
  }
  let own = ownImplementations(contracts, implement);
  const readSnapshot = createSnapshotReader(contracts, kindsWith(own));
  const settings = parseSettings(options, readSnapshot);
  let mocked = mockedAmong(contracts);
  const { make, hranaOf } = createSandboxMaker(contracts, {
    mocked: () => mocked,
    own: () => own,
    engines,
    sessionKey: sessionKey(token),
    memory: remembers ? createAnswerMemory() : undefined,
    hasFirstDatabase,
  });
  const beginning = data === undefined ? undefined : readBeginning(data, settings);
  const begun = (['empty', 'snapshot'] as const).find((name) => ![undefined, false].includes(options[name] as never));
  if (begun !== undefined && beginning?.differs) {
    const remedy = 'Leave it off, or use another directory';
    throw new OptionError(
      (option) => `${data} holds the state of an earlier run, so ${option(begun)} has no effect. ${remedy}`,
    );
  }
  const sandboxes = createSandboxes({
    make,
    settings,
    directory: data,
    sharedDirectory: sharedData,
    ...parseSandboxLimits(options),
  });
  beginning?.save();
  if (onExchange) sandboxes.subscribe(onExchange);
  const matchToken = createTokenMatcher(token);
  const redact = createRedactor(
    token,
    publicValues(contracts),
    contracts.filter(({ api }) => api.followsDocument).map(({ credentialPlaces }) => credentialPlaces),
  );

  let isDraining = false;
  /** Lets other servers take up the sandboxes that they get requests for now. */
  let resting: NodeJS.Timeout | undefined;
  // These parts depend on the contracts. All others survive a reload.
  const serve = (current: readonly Contract[]): Serving => {
    const examples = createPrismAnswerer(current);
    const shared = {
      sandboxes,
      settings,
      tokenOf: (name: string) => sandboxToken(token, name),
      version: version(),
      mode: stateless ? 'stateless' : 'sandbox',
      data: data === undefined ? 'memory' : 'directory',
      isDraining: () => isDraining,
      rowsOf: (sandbox: Sandbox) => toBackupRows(hranaOf(sandbox)),
      apis: [...new Set(current.map(({ api }) => api.name))],
      operations: lazy(() => new Set(mockedAmong(current).flatMap(({ operations }) => operations.map(({ id }) => id)))),
      readSnapshot: createSnapshotReader(current, kindsWith(own)),
    } as const;

    /** @param isPinned whether the server's own token is accepted too */
    const toDestination = (sandbox: Sandbox, isPinned: boolean): Destination => {
      const { baseline, seed } = sandboxes.entry(sandbox.name)?.settings ?? settings;
      const ofDocuments = documents?.createAnswerer(seed);
      const admin = createHandlerAnswerer<AdminContext>({
        handlers: adminHandlers as Readonly<Record<string, AnyHandler<AdminContext>>>,
        parts: { ...shared, sandbox, edition: sandbox.edition, baseline, engine: hranaOf(sandbox)?.engine },
        by: 'mockplane',
        settle() {
          sandbox.flush();
          sandbox.settle();
        },
      });
      return {
        sandbox: sandbox.name,
        edition: sandbox.edition,
        contracts: current,
        authenticate(credential, api) {
          if (api.acceptsAnyCredential) return { username: defaultUser };
          const opened = matchToken(credential.token);
          const isOpen = opened === sandbox.name || (isPinned && opened === defaultSandbox);
          return isOpen ? { username: defaultUser } : sandbox.authenticate(credential, api);
        },
        route: sandbox.route,
        authorize: stateless ? undefined : sandbox.authorize,
        answerer: createAnswerStep({
          examples: ofDocuments ? (call) => (call.api.answersByExample ? ofDocuments(call) : examples(call)) : examples,
          sandbox,
          isStateless: stateless,
          admin,
        }),
        journal: sandbox.journal,
        flush: sandbox.flush,
        hold: () => sandboxes.hold(sandbox.name),
      };
    };
    const destinationOf = remember((sandbox) => toDestination(sandbox, false));
    const pinnedTo = remember((sandbox) => toDestination(sandbox, true));
    const common = {
      redact,
      nextSequence: () => sandboxes.journal.nextSequence(),
      guard: guard ?? createOriginGuard('localhost'),
      log: guard === undefined ? 'the exchange that exchanges() and onExchange give' : undefined,
    };
    return {
      pipeline: createPipeline({
        ...common,
        locate: createLocate({ contracts: current, sandboxes, matchToken, destinationOf }),
      }),
      pipelineTo: (name) =>
        createPipeline({ ...common, locate: createPinnedLocate(name, { sandboxes, destinationOf: pinnedTo }) }),
    };
  };

  let serving = serve(contracts);
  let isClosed = false;
  /** A test that goes on after `close` sees what it would see of a server that has stopped. */
  const unlessClosed =
    (pipeline: Pipeline): Pipeline =>
    (request, listener) => {
      if (isClosed) throw new ConnectionDropped('nobody', 'the Mockplane was closed before this request');
      return pipeline(request, listener);
    };
  return {
    pipeline: unlessClosed((request, listener) => serving.pipeline(request, listener)),
    policy: createTransportPolicy(contracts.map(({ api }) => api)),
    sandboxes,
    sandbox: sandboxes.default,
    token,
    isStateless: stateless,
    settings,
    readSnapshot,
    pipelineTo(name) {
      let origin = serving;
      let pipeline = serving.pipelineTo(name);
      return unlessClosed((request, listener) => {
        if (origin !== serving) [origin, pipeline] = [serving, serving.pipelineTo(name)];
        return pipeline(request, listener);
      });
    },
    hranaOf,
    redact,
    reload(all) {
      const current = servable(all);
      own = ownImplementations(current, implement);
      mocked = mockedAmong(current);
      sandboxes.forEach(({ faults, follow }) => {
        faults.follow(mocked);
        follow(own);
      });
      serving = serve(current);
    },
    drain() {
      isDraining = true;
      if (sharedData !== undefined)
        resting ??= setInterval(() => sandboxes.dropIdle(drainingIdle), restInterval).unref();
    },
    async close() {
      isClosed = true;
      clearInterval(resting);
      sandboxes.close();
      await engines?.end();
    },
  };
}

/** How long a sandbox must be idle before a draining server leaves it to the others, and how often that is looked at. */
const drainingIdle = 500;
const restInterval = 100;
/** The implementations of the user's documents. @throws OptionError for handlers that do not go with the documents */
function ownImplementations(
  contracts: readonly Contract[],
  implement: Surroundings['implement'],
): readonly Implementation[] {
  try {
    return implement?.(contracts.filter(({ api }) => api.answersByExample)) ?? [];
  } catch (error) {
    if (error instanceof RangeError) throw new OptionError(error.message, { cause: error });
    throw error;
  }
}

function mockedAmong(contracts: readonly Contract[]): readonly Contract[] {
  return contracts.filter(({ api }) => !api.isAdmin);
}

function toBackupRows(hrana: Hrana | undefined): BackupRows | undefined {
  return hrana && { ready: hrana.ready, pin: hrana.pin, bytes: (id) => hrana.engine.bytes({ id }) };
}

/** The parts that depend on the contracts. */
type Serving = Pick<MockplaneParts, 'pipeline' | 'pipelineTo'>;

/** Creates each sandbox's destination once. */
function remember(make: (sandbox: Sandbox) => Destination): (sandbox: Sandbox) => Destination {
  const made = new WeakMap<Sandbox, Destination>();
  return (sandbox) => {
    let destination = made.get(sandbox);
    if (!destination) {
      destination = make(sandbox);
      made.set(sandbox, destination);
    }
    return destination;
  };
}

/** The seed of the key that signs sessions: they last as long as the server's token does, also over a restart. */
function sessionKey(token: string): Uint8Array {
  return createHash('sha256').update(`session ${token}`).digest();
}
