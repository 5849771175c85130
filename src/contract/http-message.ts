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
  /** Text, which is sent as UTF-8, or bytes; empty when there is none. */
  readonly body: string | Uint8Array;
  /** What follows while it lasts; `body` is empty then. */
  readonly stream?: AsyncIterable<string>;
}

/** The origin of requests that are answered in process. Nothing listens there. */
export const inProcessOrigin = 'http://mockplane.local';

/** A file as it came in a multipart form. */
export interface UploadedFile {
  /** The name the sender gave it; never a path to use. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}
