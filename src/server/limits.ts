/** What the transport bears, in bytes unless it says otherwise. The body's limit is the API's: see `Api.transport`. */
export const limits = {
  /** A larger body is still read to its end, and thrown away, up to this size, so that the sender hears the refusal. */
  drained: 134_217_728,
  /** Connections at a time. A client that follows the journal or waits for an instance holds one. */
  connections: 4_096,
  /** A request that has not come whole by then is cut off, in milliseconds. */
  requestTime: 60_000,
} as const;

/** How long a client may take, in milliseconds of real time. */
export interface Timeouts {
  /** For a request's head. */
  readonly head: number;
  /** For a request as a whole. */
  readonly request: number;
  /** Between an answer and the next request. */
  readonly idle: number;
  /** How often it is looked who takes too long. */
  readonly check: number;
}

export const defaultTimeouts: Timeouts = { head: 30_000, request: limits.requestTime, idle: 72_000, check: 5_000 };
