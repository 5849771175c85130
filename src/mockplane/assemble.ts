import { adminHandlers } from '../apis/admin/handlers.ts';
import { createOriginGuard } from '../apis/admin/guard.ts';
import { createSnapshotReader } from '../apis/admin/snapshot/read.ts';
import { transitionKinds } from '../apis/implementations.ts';
import type { Contract } from '../contract/contract.ts';
import { publicValues } from '../contract/public-values.ts';
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
import { createTokenMatcher } from '../sandbox/tokens.ts';
import type { AdminContext } from '../apis/admin/context.ts';
import { createLocate } from './locate.ts';
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
  /** Switches to reloaded contracts and keeps the state. */
  readonly reload: (contracts: readonly Contract[]) => void;
  readonly close: () => void;
}

/**
 * Assembles the parts of a Mockplane.
 *
 * @param host the address to listen on, which requests to the admin API may name; undefined to answer in process
 * @throws OptionError for an invalid option, DataDirectoryError for a directory that cannot be used
 */
export function assemble(contracts: readonly Contract[], options: MockplaneOptions, host?: string): MockplaneParts {
  const { token = defaultToken, stateless = false, onExchange, data } = options;
  if (!hasSqlite()) {
    const wanted = 'Mockplane needs Node 22.15 or newer, and is tested on Node 24';
    throw new OptionError(`${wanted}; this is Node ${process.versions.node}, which has no SQLite`);
  }
  const settings = parseSettings(options, createSnapshotReader(contracts, transitionKinds));
  const sandboxes = createSandboxes({
    make: createSandboxMaker(contracts),
    settings,
    directory: data,
    ...parseSandboxLimits(options),
  });
  if (onExchange) sandboxes.subscribe(onExchange);
  const matchToken = createTokenMatcher(token);
  const redact = createRedactor(token, publicValues(contracts));

  // These parts depend on the contracts. All others survive a reload.
  const serve = (current: readonly Contract[]): Pipeline => {
    const examples = createPrismAnswerer(current);
    const shared = {
      sandboxes,
      version: version(),
      mode: stateless ? 'stateless' : 'sandbox',
      data: data === undefined ? 'memory' : 'directory',
      apis: [...new Set(current.map(({ api }) => api.name))],
      readSnapshot: createSnapshotReader(current, transitionKinds),
    } as const;

    const toDestination = (sandbox: Sandbox): Destination => {
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
        authenticate: (credential, api) =>
          matchToken(credential.token) === sandbox.name
            ? { username: defaultUser }
            : sandbox.authenticate(credential, api),
        authorize: stateless ? undefined : sandbox.authorize,
        answerer: createAnswerStep({ examples, sandbox, isStateless: stateless, admin }),
        journal: sandbox.journal,
      };
    };
    const destinations = new WeakMap<Sandbox, Destination>();
    const destinationOf = (sandbox: Sandbox): Destination => {
      let destination = destinations.get(sandbox);
      if (!destination) {
        destination = toDestination(sandbox);
        destinations.set(sandbox, destination);
      }
      return destination;
    };
    return createPipeline({
      locate: createLocate({ contracts: current, sandboxes, matchToken, destinationOf }),
      redact,
      guard: createOriginGuard(host ?? 'localhost'),
      log: host === undefined ? 'the exchange that exchanges() and onExchange give' : undefined,
    });
  };

  let serving = serve(contracts);
  return {
    pipeline: (request, listener) => serving(request, listener),
    policy: createTransportPolicy(contracts.map(({ api }) => api)),
    sandboxes,
    sandbox: sandboxes.default,
    token,
    reload(current) {
      sandboxes.forEach(({ faults }) => faults.follow(current.filter(({ api }) => !api.isAdmin)));
      serving = serve(current);
    },
    close: () => sandboxes.close(),
  };
}
