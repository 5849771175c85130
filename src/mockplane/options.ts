import type { DefinedHandlers } from '../handlers/define.ts';
import type { Exchange } from '../sandbox/journal/exchange.ts';
import type { Hostnames } from '../sandbox/hostnames.ts';
import type { PlanName } from '../sandbox/plans.ts';
import type { SwitchOptions } from '../sandbox/switches.ts';

/** The default token. */
export const defaultToken = 'mockplane-token';

/** Options of a Mockplane. */
export interface MockplaneOptions {
  /** The token that both APIs accept; `mockplane-token` by default. */
  readonly token?: string | undefined;
  /** Return the contracts' examples and keep no state. */
  readonly stateless?: boolean | undefined;
  /** When transitions happen: `immediate`, `manual`, or after a duration on the clock; `2s` by default. */
  readonly transitions?: string | undefined;
  /** The same seed gives the same identifiers, names and keys. */
  readonly seed?: string | number | undefined;
  /** The edition of the Turso Platform API that is served at the root; `2023` by default. */
  readonly edition?: '2023' | '2026' | undefined;
  /** The plan whose limits apply; no limits by default. */
  readonly plan?: Exclude<PlanName, 'unlimited'> | undefined;
  /**
   * The hostnames of databases and instances in responses: those of the service by default. With `local` they are the
   * address of this server, and the token of a request names the database.
   */
  readonly hostnames?: Hostnames | undefined;
  /** Behaviour of the 2026 edition for which the vendor's documents and its service differ. */
  readonly switches?: SwitchOptions | undefined;
  /** Start without databases and lambda instances. */
  readonly empty?: boolean | undefined;
  /** Start from a snapshot, as returned by `getSnapshot` of the admin API. */
  readonly snapshot?: unknown;
  /** The directory for the state; in memory by default. */
  readonly data?: string | undefined;
  /**
   * The base URL of a libSQL server that keeps the rows of all databases; SQLite on this machine keeps them by default.
   * It needs `libsqlAdmin`, too.
   */
  readonly libsql?: string | undefined;
  /** The base URL of that server's admin API. */
  readonly libsqlAdmin?: string | undefined;
  /** The key of that server's admin API, if it requires one. */
  readonly libsqlAdminKey?: string | undefined;
  /** The directory of all sandboxes except `default`, which several servers can share; by default that of `data`. */
  readonly sharedData?: string | undefined;
  /** The initial time, and whether the clock runs; it runs in real time by default. */
  readonly clock?: { readonly now?: Date | string | number; readonly running?: boolean } | undefined;
  /** The maximum number of sandboxes, including `default`; 256 by default. */
  readonly maxSandboxes?: number | undefined;
  /** How long to keep an idle sandbox that was created on first use; `30m` by default. */
  readonly sandboxIdle?: string | undefined;
  /**
   * OpenAPI documents to serve in place of the built-in APIs: the paths of YAML or JSON files, in OpenAPI 2.0 to 3.2.
   * Each is served at the root, or under `/NAME` if another document has one of its paths.
   */
  readonly documents?: readonly string[] | undefined;
  /**
   * Handlers for operations of `documents`, from `defineHandlers`. All other operations return the documents' examples.
   */
  readonly handlers?: DefinedHandlers | readonly DefinedHandlers[] | undefined;
  /** Serve the built-in APIs beside `documents`; false by default. */
  readonly builtInApis?: boolean | undefined;
  /** Serve the valid parts of an invalid document, instead of refusing it; false by default. */
  readonly lenient?: boolean | undefined;
  /** Generate new values for every response of `documents`, instead of their examples; false by default. */
  readonly dynamic?: boolean | undefined;
  /** Called after each request with the exchange. */
  readonly onExchange?: ((exchange: Exchange) => void) | undefined;
}

/** Writes the name of an option as its reader knows it: `--sandbox-idle` for `sandboxIdle`. */
export type NameOption = (option: string) => string;

/** An invalid option. The message names the option and the valid values. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
  readonly #text: (nameOption: NameOption) => string;

  /** @param text the message; a function for one that names options */
  constructor(text: string | ((nameOption: NameOption) => string), options?: ErrorOptions) {
    const write = typeof text === 'string' ? () => text : text;
    super(
      write((option) => option),
      options,
    );
    this.#text = write;
  }

  /** Returns the message with other names of the options. */
  describe(nameOption: NameOption): string {
    return this.#text(nameOption);
  }
}

/** The handlers of the options as a list; undefined if there are none. */
export function definitionsOf({
  handlers,
}: Pick<MockplaneOptions, 'handlers'>): readonly DefinedHandlers[] | undefined {
  return handlers === undefined || 'mockplaneHandlers' in handlers ? handlers && [handlers] : handlers;
}
