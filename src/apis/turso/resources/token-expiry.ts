import type { Moment } from '../../../sandbox/clock/time.ts';

/**
 * How long a token is accepted beyond its `exp`, in seconds: the default of the library with which libSQL's server reads
 * tokens.
 *
 * @see https://github.com/Keats/jsonwebtoken/blob/v9.3.1/src/validation.rs
 */
const leeway = 60;

/** Whether a token with this `exp`, in seconds since the epoch, is refused at a moment. */
export function hasExpired(exp: number, now: Moment): boolean {
  return exp < Math.floor(now / 1_000) - leeway;
}
