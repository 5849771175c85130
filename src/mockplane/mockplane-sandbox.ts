// Importers need not have `Symbol.dispose` in their own `lib`.
/// <reference lib="esnext.disposable" preserve="true" />

import type { AdminClient } from '../client/admin.ts';
import type { Exchange } from '../sandbox/journal/exchange.ts';
import type { PlanName } from '../sandbox/plans.ts';
import type { MockplaneOptions } from './options.ts';

/** A sandbox's clock. */
export interface MockplaneClock {
  now(): Date;
  /**
   * Moves on by a duration (`2s`, `1d12h`) or so many milliseconds. What is due on the way happens, in order.
   *
   * @throws RangeError for what is no duration, or goes back
   */
  advance(by: string | number): void;
  /** A stopped clock moves only when it is advanced. */
  stop(): void;
  /** Lets it run with real time again, from where it stands. */
  run(): void;
}

/** How a sandbox is to be. What is left out is as the Mockplane was told. */
export interface MockplaneSandboxOptions extends Pick<
  MockplaneOptions,
  'transitions' | 'seed' | 'empty' | 'snapshot' | 'clock'
> {
  /** The edition of the Turso Platform API that is served at the root. */
  readonly edition?: string | undefined;
  readonly plan?: PlanName | undefined;
}

/** One sandbox of a Mockplane. It shares nothing with the others. */
export interface MockplaneSandbox {
  readonly name: string;
  /** The token that opens it, on the port too. */
  readonly token: string;
  /** Answers requests in process. Each goes to this sandbox, with its own token or the server's. */
  readonly fetch: typeof fetch;
  readonly clock: MockplaneClock;
  /** Controls it, in process: moves its clock, lets requests fail, reads its journal. */
  readonly admin: AdminClient;
  /** Returns to the state it began with, and the clock to where it began; fault rules end. */
  reset(): void;
  /** The last thousand exchanges, oldest first. */
  exchanges(): Exchange[];
  /** Deletes it and all that it holds. `default` stays. */
  close(): void;
  /** The same as `close`, for `using`. */
  [Symbol.dispose](): void;
}

/** Gives the sandbox of a name. */
export interface GetSandbox {
  /**
   * The sandbox of a name; made where there is none yet, or where options are given.
   *
   * @param name 1 to 63 lower-case letters, digits and hyphens
   * @throws OptionError for an invalid name or option, for options to a sandbox that is there already, and when there is
   *   room for no more
   */
  (name: string, options?: MockplaneSandboxOptions): MockplaneSandbox;
}
