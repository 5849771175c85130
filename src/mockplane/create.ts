// Importers need not have `Symbol.dispose` in their own `lib`.
/// <reference lib="esnext.disposable" preserve="true" />

import { apis } from '../apis/apis.ts';
import { type AdminClient, createAdminClient } from '../client/admin.ts';
import { loadContract } from '../contract/contract.ts';
import { assemble } from './assemble.ts';
import { clockOf, createGetSandbox } from './get-sandbox.ts';
import type { GetSandbox, MockplaneClock } from './mockplane-sandbox.ts';
import type { MockplaneOptions } from './options.ts';
import type { Exchange } from '../sandbox/journal/exchange.ts';
import { createFetch } from '../server/fetch.ts';

/** A Mockplane without a port. But for `fetch`, `sandbox` and `close`, what it has is of its sandbox `default`. */
export interface Mockplane {
  /** Answers requests in process; give it to a client: `createTursoClient({ fetch: mockplane.fetch })`. */
  readonly fetch: typeof fetch;
  /** The token to send. */
  readonly token: string;
  readonly clock: MockplaneClock;
  /** Controls it, in process: resets its state, lets requests fail, reads its journal. */
  readonly admin: AdminClient;
  /** Gives another sandbox, which shares nothing with this one. */
  readonly sandbox: GetSandbox;
  /** Returns to the state it began with, and the clock to where it began; fault rules end. */
  reset(): void;
  /** The last thousand exchanges, oldest first. */
  exchanges(): Exchange[];
  close(): void;
  /** The same as `close`, for `using`. */
  [Symbol.dispose](): void;
}

/**
 * Makes a Mockplane that lives in this process and shares nothing with others.
 *
 * @example
 * const mockplane = createMockplane({ transitions: 'immediate' });
 * const turso = createTursoClient({ fetch: mockplane.fetch });
 */
export function createMockplane(options: MockplaneOptions = {}): Mockplane {
  const assembled = assemble(
    apis.map((api) => loadContract(api)),
    options,
  );
  const fetch = createFetch(assembled.pipeline, assembled.policy);
  const close = (): void => assembled.close();
  let admin: AdminClient | undefined;
  return {
    fetch,
    token: assembled.token,
    clock: clockOf(() => assembled.sandbox),
    // Made when it is asked for: most tests never do.
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
