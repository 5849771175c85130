import type { Problem } from './problem.ts';

/** A JSON value. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** An HTTP request as the core sees it: no socket, no stream. */
export interface PlainRequest {
  /** In upper case, as sent. */
  readonly method: string;
  /** Path and query as sent, percent-encoded: `/v1/organizations?x=1`. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The transport's reason to refuse the request: a body too large, a repeated header. */
  readonly transportProblem?: Problem | undefined;
  /** Empty for a request without a body. */
  readonly body: Uint8Array;
  /** The caller's IP address; undefined for a request that is answered in process. */
  readonly address?: string | undefined;
  /** Creates a signal that aborts when the caller disconnects. Only handlers that wait call it. */
  readonly signal?: (() => AbortSignal) | undefined;
}

/** An HTTP response, before the transport sends it. */
export interface PlainResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Text, to be sent as UTF-8, or bytes. Empty for a response without a body. */
  readonly body: string | Uint8Array;
  /** A body that is sent piece by piece; `body` is then empty. */
  readonly stream?: AsyncIterable<string>;
  /** Responses with the same object have the same body. */
  readonly sameBody?: object | undefined;
}

/** The origin of requests that are answered in process. Nothing listens there. */
export const inProcessOrigin = 'http://mockplane.local';

/** A file of a multipart form. */
export interface UploadedFile {
  /** The file name that the client sent. Never use it as a path. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}
