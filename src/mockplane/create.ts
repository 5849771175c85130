// Importers may lack `Symbol.dispose` in their own `lib`.
/// <reference lib="esnext.disposable" preserve="true" />

import { apis } from '../apis/apis.ts';
import { type AdminClient, createAdminClient } from '../client/admin.ts';
import { loadContract } from '../contract/contract.ts';
import { assemble } from './assemble.ts';
import { clockOf, createGetSandbox } from './get-sandbox.ts';
import type { GetSandbox, MockplaneClock } from './mockplane-sandbox.ts';
import type { MockplaneOptions } from './options.ts';
import type { Exchange } from '../sandbox/journal/exchange.ts';
import { createInProcessHost } from '../sql/local/host.ts';
import { canRunSql } from './can-run-sql.ts';
import { createFetch } from '../server/fetch.ts';

/** A Mockplane without a port. `clock`, `admin`, `reset` and `exchanges` belong to its sandbox `default`. */
export interface Mockplane {
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
 * @example
 * const mockplane = createMockplane({ transitions: 'immediate' });
 * const turso = createTursoClient({ fetch: mockplane.fetch });
 */
export function createMockplane(options: MockplaneOptions = {}): Mockplane {
  const assembled = assemble(
    apis.map((api) => loadContract(api)),
    options,
    { engines: canRunSql() ? createInProcessHost() : undefined },
  );
  const fetch = createFetch(assembled.pipeline, assembled.policy);
  const close = (): void => void assembled.close();
  let admin: AdminClient | undefined;
  return {
    fetch,
    token: assembled.token,
    clock: clockOf(() => assembled.sandbox),
    // Created on first access: most tests never need it.
    get admin() {
      return (admin ??= createAdminClient({ fetch }));
    },
    sandbox: createGetSandbox(assembled),
    reset: () => assembled.sandbox.reset(),
    exchanges: () => assembled.sandbox.journal.entries(),
    close,
    [Symbol.dispose]: close,
  };
}
