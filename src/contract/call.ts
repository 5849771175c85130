import type { UploadedFile } from './http-message.ts';
import type { JsonValue } from './http-message.ts';
import type { Api } from './api.ts';
import type { Operation } from './operation.ts';
import type { Preferences } from './preferences.ts';

/** Who calls: what the credential of an accepted request stands for. */
export interface Principal {
  readonly username: string;
  /** What the credential is restricted to; undefined for one that may do whatever its user may. */
  readonly restriction?: Restriction | undefined;
  /** When the credential ends, in seconds since 1970; undefined for one that does not. */
  readonly expiresAt?: number | undefined;
}

/** The part of what its user may do that a credential is good for. */
export interface Restriction {
  readonly organization: string;
  /** The id of a group in it; undefined for the whole organization. */
  readonly group?: string | undefined;
  /** What it may do in the group; empty without one. */
  readonly scopes: readonly string[];
}

/** A request that was matched, authenticated and found to fit the contract: what a handler gets. */
export interface Call {
  readonly api: Api;
  readonly operation: Operation;
  readonly principal: Principal;
  /** Decoded values, by the contract's parameter names; absent ones are not there. */
  readonly path: Readonly<Record<string, JsonValue>>;
  readonly query: Readonly<Record<string, JsonValue>>;
  readonly header: Readonly<Record<string, JsonValue>>;
  readonly body: unknown;
  /** The files of a form, by field. */
  readonly files: ReadonlyMap<string, UploadedFile>;
  readonly preferences: Preferences;
  /** Gives a signal that aborts when the caller has gone. Asked for only by those who wait. */
  readonly signal: (() => AbortSignal) | undefined;
  /** What the caller says that it is; undefined for one that does not say. */
  readonly userAgent: string | undefined;
}

/** What answers a call. The pipeline checks and serializes it. */
export interface Answer {
  readonly status: number;
  /** Undefined for a response without a body. */
  readonly body: unknown;
  /** How it came about, for the reply's header and the log: `example created`. */
  readonly by: string;
  /** A body without an end, such as events; `body` is undefined then. */
  readonly stream?: AsyncIterable<string>;
}

/** Answers calls: the contract's examples, or the sandbox. Refuses by throwing a `Problem`. */
export type Answerer = (call: Call) => Answer | Promise<Answer>;

/**
 * Decides whether the caller may call an operation, before the rest of the request is validated: an organization that
 * does not exist, or that the caller is not a member of, is refused first.
 *
 * @throws Problem when the caller may not
 */
export type Authorize = (
  api: Api,
  operation: Operation,
  path: Readonly<Record<string, string>>,
  principal: Principal,
) => void;
