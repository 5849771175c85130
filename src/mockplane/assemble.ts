import { adminHandlers } from '../apis/admin/handlers.ts';
import { createOriginGuard } from '../apis/admin/guard.ts';
import { createSnapshotReader, type ReadSnapshot } from '../apis/admin/snapshot/read.ts';
import { transitionKinds } from '../apis/implementations.ts';
import type { Contract } from '../contract/contract.ts';
import { createAnswerStep } from '../pipeline/answer.ts';
import { createPipeline, type Destination, type Pipeline } from '../pipeline/pipeline.ts';
import { createRedactor } from '../pipeline/redact.ts';
import { createTransportPolicy, type TransportPolicy } from '../pipeline/transport-policy.ts';
import { createPrismAnswerer } from '../prism/answerer.ts';
import { createHandlerAnswerer } from '../sandbox/answerer.ts';
import { defaultUser } from '../sandbox/baseline.ts';
import type { AnyHandler } from '../sandbox/handler.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { createSandboxes, type Sandboxes } from '../sandbox/sandboxes.ts';
import { hasSqlite } from '../sandbox/store/sqlite.ts';
import type { SandboxSettings } from '../sandbox/sandbox-settings.ts';
import { createTokenMatcher, defaultSandbox, sandboxToken } from '../sandbox/tokens.ts';
import type { AdminContext } from '../apis/admin/context.ts';
import { createLocate, createPinnedLocate } from './locate.ts';
import { createSandboxMaker } from './make-sandbox.ts';
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
  /** The settings of `default` and of sandboxes without settings of their own. */
  readonly settings: SandboxSettings;
  readonly readSnapshot: ReadSnapshot;
  /** Creates a pipeline that sends every request to one sandbox. It accepts the sandbox's token and the server's. */
  readonly pipelineTo: (name: string) => Pipeline;
  /** Switches to reloaded contracts and keeps the state. */
  readonly reload: (contracts: readonly Contract[]) => void;
  readonly close: () => void;
}

/**
 * Assembles the parts of a Mockplane.
 *
 * @param host the address to listen on, which requests to the admin API may name
 * @throws OptionError for an invalid option, DataDirectoryError for a directory that cannot be used
 */
export function assemble(
  contracts: readonly Contract[],
  options: MockplaneOptions,
  host = 'localhost',
): MockplaneParts {
  const { token = defaultToken, stateless = false, onExchange, data } = options;
  if (!hasSqlite()) {
    const wanted = 'Mockplane needs Node 22.15 or newer, and is tested on Node 24';
    throw new OptionError(`${wanted}; this is Node ${process.versions.node}, which has no SQLite`);
  }
  const readSnapshot = createSnapshotReader(contracts, transitionKinds);
  const settings = parseSettings(options, readSnapshot);
  let mocked = mockedAmong(contracts);
  const sandboxes = createSandboxes({
    make: createSandboxMaker(contracts, () => mocked),
    settings,
    directory: data,
    ...parseSandboxLimits(options),
  });
  if (onExchange) sandboxes.subscribe(onExchange);
  const matchToken = createTokenMatcher(token);
  const redact = createRedactor(token);

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
      apis: [...new Set(current.map(({ api }) => api.name))],
      readSnapshot: createSnapshotReader(current, transitionKinds),
    } as const;

    /** @param isPinned whether the server's own token is accepted too */
    const toDestination = (sandbox: Sandbox, isPinned: boolean): Destination => {
      const { baseline } = sandboxes.entry(sandbox.name)?.settings ?? settings;
      const admin = createHandlerAnswerer<AdminContext>({
        handlers: adminHandlers as Readonly<Record<string, AnyHandler<AdminContext>>>,
        parts: { ...shared, sandbox, baseline },
        by: 'mockplane',
        settle: sandbox.settle,
      });
      return {
        sandbox: sandbox.name,
        edition: sandbox.edition,
        contracts: current,
        authenticate(credential, api) {
          const opened = matchToken(credential.token);
          const isOpen = opened === sandbox.name || (isPinned && opened === defaultSandbox);
          return isOpen ? { username: defaultUser } : sandbox.authenticate(credential, api);
        },
        authorize: stateless ? undefined : sandbox.authorize,
        answerer: createAnswerStep({ examples, sandbox, isStateless: stateless, admin }),
        journal: sandbox.journal,
        hold: () => sandboxes.hold(sandbox.name),
      };
    };
    const destinationOf = remember((sandbox) => toDestination(sandbox, false));
    const pinnedTo = remember((sandbox) => toDestination(sandbox, true));
    const common = { redact, nextSequence: () => sandboxes.journal.nextSequence(), guard: createOriginGuard(host) };
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
  return {
    pipeline: (request) => serving.pipeline(request),
    policy: createTransportPolicy(contracts.map(({ api }) => api)),
    sandboxes,
    sandbox: sandboxes.default,
    token,
    settings,
    readSnapshot,
    pipelineTo(name) {
      let origin = serving;
      let pipeline = serving.pipelineTo(name);
      return (request) => {
        if (origin !== serving) [origin, pipeline] = [serving, serving.pipelineTo(name)];
        return pipeline(request);
      };
    },
    reload(current) {
      mocked = mockedAmong(current);
      sandboxes.forEach(({ faults }) => faults.follow(mocked));
      serving = serve(current);
    },
    close: () => sandboxes.close(),
  };
}

function mockedAmong(contracts: readonly Contract[]): readonly Contract[] {
  return contracts.filter(({ api }) => !api.isAdmin);
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
