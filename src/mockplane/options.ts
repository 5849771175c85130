import type { Exchange } from '../sandbox/journal/exchange.ts';
import type { PlanName } from '../sandbox/plans.ts';

/** The token that is accepted unless another is chosen. */
export const defaultToken = 'mockplane-token';

/** How a Mockplane is to be. */
export interface MockplaneOptions {
  /** The token that both APIs accept; `mockplane-token` unless given. */
  readonly token?: string | undefined;
  /** Answer with the contract's examples, and remember nothing. */
  readonly stateless?: boolean | undefined;
  /** When changes of status happen: `immediate`, `manual`, or after a duration on the clock; `2s` unless given. */
  readonly transitions?: string | undefined;
  /** The same seed gives the same identifiers, names and keys. */
  readonly seed?: string | number | undefined;
  /** The edition of the Turso Platform API that is served at the root; `2023` unless given. */
  readonly edition?: '2023' | '2026' | undefined;
  /** A plan whose limits hold; none unless given. */
  readonly plan?: Exclude<PlanName, 'unlimited'> | undefined;
  /** Begin without databases and lambda instances. */
  readonly empty?: boolean | undefined;
  /** Begin with what a snapshot holds, as `getSnapshot` of the admin API gave it. */
  readonly snapshot?: unknown;
  /** A directory to keep the state in; in memory unless given. */
  readonly data?: string | undefined;
  /** Where the clock begins; with real time, and running, unless given. */
  readonly clock?: { readonly now?: Date | string | number; readonly running?: boolean } | undefined;
  /** How many sandboxes the server holds at most, `default` included; 256 unless given. */
  readonly maxSandboxes?: number | undefined;
  /** How long a sandbox that was made on first use is kept without a request; `30m` unless given. */
  readonly sandboxIdle?: string | undefined;
  /** Called after each request, with what was asked and how it was answered. */
  readonly onExchange?: ((exchange: Exchange) => void) | undefined;
}

/** An option with a value that cannot be; the message says which and why. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}
