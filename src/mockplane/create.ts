// Importers may lack `Symbol.dispose` in their own `lib`.
/// <reference lib="esnext.disposable" preserve="true" />

import { apis } from '../apis/apis.ts';
import { loadContract } from '../contract/contract.ts';
import { assemble } from './assemble.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { type Calls, createCalls } from './calls.ts';
import type { MockplaneOptions } from './options.ts';
import { createStrictCheck, type StrictOptions } from './strict.ts';
import { parseMilliseconds } from '../sandbox/clock/duration.ts';
import type { Exchange } from '../sandbox/journal/exchange.ts';
import { createFetch } from '../server/fetch.ts';

/** The clock of the sandbox. */
export interface MockplaneClock {
  now(): Date;
  /**
   * Moves the clock forward by a duration (`2s`, `1d12h`) or a number of milliseconds. Due transitions happen on the
   * way, in order.
   *
   * @throws RangeError for an invalid or negative duration
   */
  advance(by: string | number): void;
  /** Stops the clock. It then moves only when it is advanced. */
  stop(): void;
  /** Lets the clock run in real time again, from its present time. */
  run(): void;
}

/** Options of a Mockplane without a port. */
export interface InProcessOptions extends MockplaneOptions, StrictOptions {}

/** A Mockplane without a port. */
export interface Mockplane extends Calls {
  /** Answers requests in process. Pass it to a client: `createTursoClient({ fetch: mockplane.fetch })`. */
  readonly fetch: typeof fetch;
  /** The token to send. */
  readonly token: string;
  readonly clock: MockplaneClock;
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
export function createMockplane(options: InProcessOptions = {}): Mockplane {
  const check = createStrictCheck(options);
  const contracts = apis.map((api) => loadContract(api));
  const assembled = assemble(contracts, options);
  const close = (): void => assembled.close();
  return {
    ...createCalls(
      contracts.filter(({ api }) => !api.isAdmin),
      assembled.sandbox.journal,
    ),
    fetch: createFetch(assembled.pipeline, assembled.policy, check),
    token: assembled.token,
    clock: clockOf(assembled.sandbox),
    reset: () => assembled.sandbox.reset(),
    exchanges: () => assembled.sandbox.journal.entries(),
    close,
    [Symbol.dispose]: close,
  };
}

function clockOf({ clock, transaction: move }: Sandbox): MockplaneClock {
  return {
    now: () => new Date(clock.now()),
    advance(by) {
      const milliseconds = typeof by === 'number' ? by : parseMilliseconds(by);
      if (milliseconds === undefined) throw new RangeError(`not a duration: ${by}; write it as 90s, 1h30m or 2d`);
      move(() => clock.advance(milliseconds));
    },
    stop: () => move(() => clock.stop()),
    run: () => move(() => clock.run()),
  };
}
