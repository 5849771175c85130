// Importers need not have `Symbol.dispose` in their own `lib`.
/// <reference lib="esnext.disposable" preserve="true" />

import type { AdminClient } from '../client/admin.ts';
import type { Exchange } from '../sandbox/journal/exchange.ts';
import type { PlanName } from '../sandbox/plans.ts';
import type { MockplaneOptions } from './options.ts';

/** The clock of a sandbox. */
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

/** The options of a sandbox. The options of the Mockplane are the defaults. */
export interface MockplaneSandboxOptions extends Pick<
  MockplaneOptions,
  'transitions' | 'seed' | 'switches' | 'empty' | 'snapshot' | 'clock' | 'hostnames'
> {
  /** The edition of the Turso Platform API that is served at the root. */
  readonly edition?: string | undefined;
  readonly plan?: PlanName | undefined;
}

/** A sandbox of a Mockplane. It shares nothing with the others. */
export interface MockplaneSandbox {
  readonly name: string;
  /** The token to send, in process and on the port. */
  readonly token: string;
  /** Answers requests in process. Every request reaches this sandbox, with its own token or the server's. */
  readonly fetch: typeof fetch;
  readonly clock: MockplaneClock;
  /** A client of its admin API, in process: moves the clock, adds faults, reads the journal. */
  readonly admin: AdminClient;
  /** Restores the initial state and time, and removes the fault rules. */
  reset(): void;
  /** The latest thousand exchanges, oldest first. */
  exchanges(): Exchange[];
  /** Deletes the sandbox with its state. `default` stays. */
  close(): void;
  /** The same as `close`, for `using`. */
  [Symbol.dispose](): void;
}

/** Opens sandboxes by name. */
export interface GetSandbox {
  /**
   * Opens the sandbox with a name, and creates it if there is none. With options it always creates one.
   *
   * @param name 1 to 63 lower-case letters, digits and hyphens
   * @throws OptionError for an invalid name or option, for options with the name of an existing sandbox, and when the
   *   limit is reached
   */
  (name: string, options?: MockplaneSandboxOptions): MockplaneSandbox;
}
