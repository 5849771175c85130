import { createTokenMatcher } from '../sandbox/tokens.ts';
import { createAnswerStep } from '../pipeline/answer.ts';
import type { Contract } from '../contract/contract.ts';
import { defaultToken, type MockplaneOptions, OptionError } from './options.ts';
import { createPrismAnswerer } from '../prism/answerer.ts';
import { parseClock, parsePlan, readSnapshotOption, parseTransitions } from './options.ts';
import { createAdminAnswerer } from '../sandbox/answerer.ts';
import { type Baseline, emptyBaseline, storyBaseline } from '../sandbox/baseline.ts';
import { type Clock, createClock } from '../sandbox/clock/clock.ts';
import { createFaults, type Faults } from '../sandbox/faults/faults.ts';
import { createSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { snapshotBaseline, snapshotTime } from '../apis/admin/snapshot/load.ts';
import { createSnapshotReader } from '../apis/admin/snapshot/read.ts';
import type { Snapshot } from '../apis/admin/snapshot/save.ts';
import { hasSqlite } from '../sandbox/store/sqlite.ts';
import { createOriginGuard } from '../apis/admin/guard.ts';
import { createJournal, type Journal } from '../sandbox/journal/journal.ts';
import { createPipeline, type Pipeline } from '../pipeline/pipeline.ts';
import { createRedactor } from '../pipeline/redact.ts';
import { version } from './version.ts';

/** The parts of a Mockplane, put together. */
export interface MockplaneParts {
  readonly pipeline: Pipeline;
  /** Undefined where Node has no SQLite. */
  readonly sandbox: Sandbox | undefined;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly token: string;
  /** Puts everything but the journal back to how it began. */
  readonly reset: () => void;
  /** Goes on with contracts that were read anew; the state is kept. */
  readonly reload: (contracts: readonly Contract[]) => void;
  readonly close: () => void;
}

/**
 * Puts a Mockplane together.
 *
 * @param host the address it will listen on, which requests to its own API may name
 * @throws OptionError for an option that cannot be, DataDirectoryError for a directory that cannot be used
 */
export function assemble(
  contracts: readonly Contract[],
  options: MockplaneOptions,
  host = 'localhost',
): MockplaneParts {
  const { token = defaultToken, stateless = false, onExchange } = options;
  const mocked = contracts.filter(({ api }) => !api.isAdmin);
  if (!stateless && !hasSqlite()) {
    throw new OptionError('the sandbox needs Node 22.15 or newer; this one can only be stateless');
  }
  const snapshot = readSnapshotOption(options, createSnapshotReader(contracts));
  const beginsWith = snapshot && !options.clock ? () => snapshotTime(snapshot) : undefined;
  const clock = createClock(beginsWith?.() ?? parseClock(options.clock));
  const baseline = chooseBaseline(contracts, options, snapshot);
  const sandbox = hasSqlite()
    ? createSandbox({
        contracts: mocked,
        directory: options.data,
        seed: options.seed === undefined ? undefined : String(options.seed),
        plan: parsePlan(options.plan),
        transitions: parseTransitions(options.transitions),
        clock,
        clockIsGiven: options.clock !== undefined,
        baseline: baseline.state,
        initialTime: beginsWith,
      })
    : undefined;
  const journal = createJournal();
  if (onExchange) journal.subscribe(onExchange);
  const faults = createFaults(mocked);
  const accepted = createTokenMatcher(token);
  const redact = createRedactor(token);

  // All that hangs on the contracts; the rest outlives a reload.
  const serve = (current: readonly Contract[]): Pipeline => {
    // Without a sandbox there is nothing that Mockplane's own API could control.
    const served = sandbox ? current : current.filter(({ api }) => !api.isAdmin);
    const own =
      sandbox &&
      createAdminAnswerer({
        sandbox,
        clock,
        faults,
        journal,
        version: version(),
        mode: stateless ? 'stateless' : 'sandbox',
        data: options.data === undefined ? 'memory' : 'directory',
        apis: served.map(({ api }) => api.name),
        baseline: baseline.name,
        readSnapshot: createSnapshotReader(current),
      });
    return createPipeline({
      contracts: served,
      authenticate: (credential, api) => accepted(credential) ?? sandbox?.authenticate(credential, api),
      admit: stateless ? undefined : sandbox?.admit,
      answerer: createAnswerStep({
        examples: createPrismAnswerer(served),
        sandbox: stateless ? undefined : sandbox,
        own,
        ownOperations: served.filter(({ api }) => api.isAdmin).flatMap(({ operations }) => operations),
        clock,
        faults,
      }),
      journal,
      redact,
      guard: createOriginGuard(host),
    });
  };

  let serving = serve(contracts);
  const pipeline: Pipeline = (request) => serving(request);
  const reload = (current: readonly Contract[]): void => {
    faults.follow(current.filter(({ api }) => !api.isAdmin));
    serving = serve(current);
  };
  const reset = (): void => {
    sandbox?.reset();
    faults.clear();
  };
  const close = (): void => {
    journal.close();
    clock.close();
    sandbox?.close();
  };
  return { pipeline, sandbox, clock, journal, faults, token, reset, reload, close };
}

/** What the state begins as, and what that is called. */
function chooseBaseline(
  contracts: readonly Contract[],
  { empty }: MockplaneOptions,
  snapshot: Snapshot | undefined,
): { readonly name: 'story' | 'empty' | 'snapshot'; readonly state: Baseline } {
  if (snapshot) return { name: 'snapshot', state: snapshotBaseline(snapshot) };
  return empty
    ? { name: 'empty', state: emptyBaseline(contracts) }
    : { name: 'story', state: storyBaseline(contracts) };
}
