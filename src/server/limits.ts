import { Problem } from '../contract/problem.ts';
import { isOwn } from './own.ts';

/** What a request may weigh, in bytes. */
export const limits = {
  /** The largest body that is read. */
  body: 1_048_576,
  /** The same for Mockplane's own API: a snapshot holds everything there is. */
  ownBody: 67_108_864,
  /** A larger body is still read to its end, and thrown away, up to this size, so that the sender hears the refusal. */
  drained: 134_217_728,
} as const;

/** The largest body that is read for a target. */
export function bodyLimit(target: string): number {
  return isOwn(target) ? limits.ownBody : limits.body;
}

export function tooLarge(limit: number): Problem {
  return new Problem(413, `request body is larger than ${limit} bytes`);
}
