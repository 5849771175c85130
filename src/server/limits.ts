import { Problem } from '../contract/problem.ts';
import { isOwn } from '../pipeline/transport-policy.ts';

/** What a request may weigh, in bytes unless it says otherwise, and what is kept of it. */
export const limits = {
  /** The largest body that is read. */
  body: 1_048_576,
  /** The same for Mockplane's own API: a snapshot holds everything there is. */
  ownBody: 67_108_864,
  /** A larger body is still read to its end, and thrown away, up to this size, so that the sender hears the refusal. */
  drained: 134_217_728,
  /** What the log and the journal keep of a body, in characters. */
  keptBody: 65_536,
  /** The same of a refusal, a note or another line. */
  keptText: 2_048,
  /** How many notes, and how many violations, of one request. */
  keptLines: 50,
  /** What the journal keeps in all, in characters, beside headers. */
  journal: 33_554_432,
  /** Connections at a time. Whoever follows the journal, waits for an instance or is kept waiting holds one. */
  connections: 4_096,
  /** A request that has not come whole by then is cut off, in milliseconds. */
  requestTime: 60_000,
} as const;

/** The largest body that is read for a target. */
export function bodyLimit(target: string): number {
  return isOwn(target) ? limits.ownBody : limits.body;
}

export function tooLarge(limit: number): Problem {
  return new Problem(413, `request body is larger than ${limit} bytes`);
}

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
