import type { operations } from '../../../contract/generated/turso-2023.ts';
import { Problem } from '../../../contract/problem.ts';
import { messages } from '../messages.ts';
import { parseDuration } from '../../../sandbox/clock/duration.ts';
import type { Context, Handler } from '../../../sandbox/handler.ts';
import { type Claims, signingKey, signJwt } from '../resources/jwt.ts';
import { findDatabase } from '../resources/find.ts';

/** What means "never" beside the empty text. */
const unlimited = new Set(['never', 'none', 'default', '']);

const nanosecondsASecond = 1_000_000_000n;

/**
 * Signs a token with the database's key and keeps no record of it.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/database/mint-token-for-database-in-org.md
 */
export const createDatabaseToken: Handler<operations['createDatabaseToken']> = ({ path, query }, context) => {
  const claims = tokenClaims(context, query);
  const { id } = findDatabase(context, path);
  const key = signingKey(context.store.databases.signingKey(id));
  return { status: 200, body: { jwt: signJwt({ ...claims, id }, key, context.sandbox) } };
};

/** What the parameters of a creation ask of a token, before what it opens is looked up. */
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
 * Replaces the key, so that no earlier token verifies. The restart of the instances is too short to be seen.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/database/invalidate-all-tokens-for-database-in-org.md
 */
export const invalidateDatabaseTokens: Handler<operations['invalidateDatabaseTokens']> = ({ path }, context) => {
  const { id } = findDatabase(context, path);
  context.store.databases.setSigningKey(id, context.generator.bytes(32));
  return { status: 200, body: undefined };
};

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
