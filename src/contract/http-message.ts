import type { Problem } from './problem.ts';

/** What JSON can hold. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** An HTTP request as the core sees it: no socket, no stream. */
export interface PlainRequest {
  /** As sent, upper case. */
  readonly method: string;
  /** Path and query as sent, still percent-encoded: `/v1/organizations?x=1`. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** What the transport found wrong with it: a body too large, a header that stands twice. */
  readonly transportProblem?: Problem | undefined;
  /** Empty when there is none. */
  readonly body: Uint8Array;
  /** Gives a signal that aborts when the caller has gone. Asked for only by those who wait. */
  readonly signal?: (() => AbortSignal) | undefined;
}

/** An HTTP response as the core gives it. */
export interface PlainResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** UTF-8 text; empty when there is none. */
  readonly body: string;
  /** What follows while it lasts; `body` is empty then. */
  readonly stream?: AsyncIterable<string>;
}
