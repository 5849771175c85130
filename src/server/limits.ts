/** Limits of the server, in bytes unless noted. See `Api.transport` for the body limit. */
export const limits = {
  /** The server reads and discards an oversized body up to this size, so that the client receives the refusal. */
  drained: 134_217_728,
  /** Open connections. A client that follows the journal or waits for an instance holds one. */
  connections: 4_096,
  /** Time to receive a whole request, in milliseconds. The server then closes the connection. */
  requestTime: 60_000,
} as const;

/** Client timeouts, in milliseconds of real time. */
export interface Timeouts {
  /** To send the head of a request. */
  readonly head: number;
  /** To send a whole request. */
  readonly request: number;
  /** Between a response and the next request. */
  readonly idle: number;
  /** The interval at which the server checks these timeouts. */
  readonly check: number;
}

export const defaultTimeouts: Timeouts = { head: 30_000, request: limits.requestTime, idle: 72_000, check: 5_000 };
