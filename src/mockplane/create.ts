// Importers may lack `Symbol.dispose` in their own `lib`.
/// <reference lib="esnext.disposable" preserve="true" />

import { type AdminClient, createAdminClient } from '../client/admin.ts';
import { openDocuments } from '../documents/documents.ts';
import { assemble } from './assemble.ts';
import { type Calls, createCalls } from './calls.ts';
import { checkOptions, inProcessOptions } from './check-options.ts';
import { clockOf, createGetSandbox } from './get-sandbox.ts';
import type { GetSandbox, MockplaneClock } from './mockplane-sandbox.ts';
import { definitionsOf, type MockplaneOptions } from './options.ts';
import { servedContracts, servesBuiltIn, takenBeside } from './served-contracts.ts';
import { createStrictCheck, type StrictOptions } from './strict.ts';
import type { Exchange } from '../sandbox/journal/exchange.ts';
import { implementDocuments } from '../handlers/implementation.ts';
import { createInProcessHost } from '../sql/local/in-process-host.ts';
import { createEngines } from './engines.ts';
import { createFetch } from '../server/fetch.ts';

/** Options of a Mockplane without a port. */
export interface InProcessOptions extends MockplaneOptions, StrictOptions {}

/**
 * A Mockplane without a port. `clock`, `admin`, `reset`, `exchanges`, `calls` and `nextCall` belong to its sandbox
 * `default`.
 */
export interface Mockplane extends Calls {
  /** Answers requests in process. Pass it to a client: `createTursoClient({ fetch: mockplane.fetch })`. */
  readonly fetch: typeof fetch;
  /** The token to send. */
  readonly token: string;
  readonly clock: MockplaneClock;
  /** A client of its admin API, in process: resets the state, moves the clock, adds faults, reads the journal. */
  readonly admin: AdminClient;
  /** Opens or creates another sandbox, which shares nothing with `default`. */
  readonly sandbox: GetSandbox;
  /** Restores the initial state and time, and removes the fault rules. */
  reset(): void;
  /** The latest thousand exchanges, oldest first. */
  exchanges(): Exchange[];
  close(): void;
  /** The same as `close`, for `using`. */
  [Symbol.dispose](): void;
}

/**
 * Creates a Mockplane in this process. It shares no state with any other.
 *
 * @throws OptionError for an unknown or invalid option, DataDirectoryError for a directory that cannot be used,
 *   DocumentError for a document that is wrong
 * @example
 * const mockplane = createMockplane({ transitions: 'immediate' });
 * const turso = createTursoClient({ fetch: mockplane.fetch });
 */
export function createMockplane(options: InProcessOptions = {}): Mockplane {
  checkOptions(options, inProcessOptions);
  const check = createStrictCheck(options);
  const { documents: files = [], lenient: isLenient, dynamic: isDynamic } = options;
  const documents =
    files.length > 0 ? openDocuments(files, { isLenient, isDynamic, isTaken: takenBeside(options) }) : undefined;
  const contracts = servedContracts(options, documents?.current());
  const engines = servesBuiltIn(options) ? createEngines(options, createInProcessHost) : undefined;
  const definitions = definitionsOf(options);
  const assembled = assemble(contracts, options, {
    engines,
    documents,
    implement: definitions && ((current) => implementDocuments(current, definitions)),
  });
  const fetch = createFetch(assembled.pipeline, assembled.policy, check);
  const close = (): void => void assembled.close();
  let admin: AdminClient | undefined;
  return {
    ...createCalls(
      contracts.filter(({ api }) => !api.isAdmin),
      assembled.sandbox.journal,
    ),
    fetch,
    token: assembled.token,
    clock: clockOf(() => assembled.sandbox),
    // Created on first access: most tests never need it.
    get admin() {
      return (admin ??= createAdminClient({ fetch }));
    },
    sandbox: createGetSandbox(assembled, { check }),
    reset: () => assembled.sandbox.reset(),
    exchanges: () => assembled.sandbox.journal.entries(),
    close,
    [Symbol.dispose]: close,
  };
}
