import { Problem } from '../../../contract/problem.ts';
import { parseDuration } from '../../../sandbox/clock/duration.ts';
import type { Context } from '../../../sandbox/handler.ts';
import { messages } from '../messages.ts';
import type { Claims } from './jwt.ts';

/** Words for "never", beside the empty text. */
const unlimited = new Set(['never', 'none', 'default', '']);

const nanosecondsASecond = 1_000_000_000n;

/** The parameters of a request for a token, before the thing that it opens is looked up. */
export interface TokenParameters {
  readonly expiration?: string;
  readonly authorization?: 'full-access' | 'read-only';
}

/**
 * The claims of a token for a database or a group, but for the one that names it, which comes last: they are in the
 * order of the alphabet, as Go writes a map.
 *
 * @throws Problem 400 for an expiration that has no length
 */
export function tokenClaims({ clock }: Context, { expiration = 'never', authorization }: TokenParameters): Claims {
  const lifetime = secondsOf(expiration);
  const iat = Math.floor(clock.now() / 1_000);
  return {
    ...(authorization === 'read-only' && { a: 'ro' }),
    ...(lifetime !== undefined && { exp: iat + lifetime }),
    iat,
  };
}

/**
 * How long a token lives, in the whole seconds that `exp` can hold: a part of one counts as a whole (inferred).
 *
 * @returns undefined for ever
 * @throws Problem 400 for what has no length, or more than 64 bits of nanoseconds (both inferred)
 */
function secondsOf(expiration: string): number | undefined {
  if (unlimited.has(expiration)) return undefined;
  const nanoseconds = parseDuration(expiration);
  if (nanoseconds === undefined || nanoseconds <= 0n) throw new Problem(400, messages.invalidExpiration);
  return Number((nanoseconds + nanosecondsASecond - 1n) / nanosecondsASecond);
}
