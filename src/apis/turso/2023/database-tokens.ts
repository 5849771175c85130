import type { operations } from '../../../contract/generated/turso-2023.ts';
import { Problem } from '../../../contract/problem.ts';
import { messages } from '../messages.ts';
import { parseDuration } from '../../../sandbox/clock/duration.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import { signingKey, signJwt } from '../resources/jwt.ts';
import { findDatabase } from '../resources/find.ts';

/** The values of `expiration` that mean "never". */
const unlimited = new Set(['never', 'none', 'default', '']);

const nanosecondsASecond = 1_000_000_000n;

/**
 * Signs a token with the database's key. No record of the token is kept.
 *
 * @see
 * https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/database/mint-token-for-database-in-org.md
 */
export const createDatabaseToken: Handler<operations['createDatabaseToken']> = ({ path, query }, context) => {
  const { expiration = 'never', authorization = 'full-access' } = query;
  const lifetime = secondsOf(expiration);
  const database = findDatabase(context, path);
  const issuedAt = Math.floor(context.clock.now() / 1_000);
  // In alphabetical order, as Go serializes a map.
  const claims = {
    ...(authorization === 'read-only' && { a: 'ro' }),
    ...(lifetime !== undefined && { exp: issuedAt + lifetime }),
    iat: issuedAt,
    id: database.id,
  };
  const seed = context.store.databases.signingKey(database.id);
  return { status: 200, body: { jwt: signJwt(claims, signingKey(seed), context.sandbox) } };
};

/**
 * Replaces the database's key, so that no earlier token verifies. The instances' restart is too short to be observed.
 *
 * @see
 * https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/database/invalidate-all-tokens-for-database-in-org.md
 */
export const invalidateDatabaseTokens: Handler<operations['invalidateDatabaseTokens']> = ({ path }, context) => {
  const { id } = findDatabase(context, path);
  context.store.databases.setSigningKey(id, context.generator.bytes(32));
  return { status: 200, body: undefined };
};

/**
 * Parses a token's lifetime into whole seconds, as `exp` needs them; a fraction is rounded up (inferred).
 *
 * @returns undefined for a token that never expires
 * @throws Problem 400 for an invalid or non-positive duration, or one above 64 bits of nanoseconds (both inferred)
 */
function secondsOf(expiration: string): number | undefined {
  if (unlimited.has(expiration)) return undefined;
  const nanoseconds = parseDuration(expiration);
  if (nanoseconds === undefined || nanoseconds <= 0n) throw new Problem(400, messages.invalidExpiration);
  return Number((nanoseconds + nanosecondsASecond - 1n) / nanosecondsASecond);
}
