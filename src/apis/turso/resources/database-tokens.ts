import { lastMoment, type Moment } from '../../../sandbox/clock/time.ts';
import type { Context } from '../../../sandbox/handler.ts';
import { mintedFor } from '../../../sandbox/tokens.ts';
import { hasExpired } from './token-expiry.ts';
import { type Claims, type Jwk, publicJwk, readClaims, signingKey, verifyJwt } from './jwt.ts';

/** The reason why a token gives no access to a database. */
export type TokenError = 'malformed' | 'not-a-database-token' | 'unknown-database' | 'wrong-signature' | 'expired';

/** The readable content of a token, valid or not. */
export interface TokenContent {
  /** The database that the token names, if it exists. */
  readonly organization?: string;
  readonly database?: string;
  readonly access?: 'full-access' | 'read-only';
  readonly issuedAt?: Moment;
  /** Absent for a token that never expires. */
  readonly expiresAt?: Moment;
}

/** The result of a verification: the content of the token, and the reason when it is not valid. */
export type TokenVerification = TokenContent &
  ({ readonly valid: true } | { readonly valid: false; readonly reason: TokenError });

/**
 * Verifies a database token by the rules of libSQL's server: reads the claims in the same way, and checks the signature
 * with the database's current key.
 *
 * @see https://github.com/tursodatabase/libsql/blob/077903f/libsql-server/src/auth/user_auth_strategies/jwt.rs
 */
export function verifyDatabaseToken({ store, clock, sandbox }: Context, token: string): TokenVerification {
  const claims = readClaims(token);
  const content = claims && readContent(claims);
  if (!claims || !content) return { valid: false, reason: 'malformed' };
  const { id, gid } = claims;
  if (typeof id !== 'string' && typeof gid !== 'string') {
    return { ...content, valid: false, reason: 'not-a-database-token' };
  }
  const isOurs = mintedFor(token) === sandbox;
  const row = !isOurs ? undefined : typeof id === 'string' ? store.databases.byId(id) : store.groups.byId(String(gid));
  if (!row || row.deletedAt !== null) return { ...content, valid: false, reason: 'unknown-database' };

  // The token of a group names no database: it opens each one in the group.
  const known = { organization: row.organization, ...(typeof id === 'string' && { database: row.name }), ...content };
  if (!verifyJwt(token, signingKey(row.signingKey))) return { ...known, valid: false, reason: 'wrong-signature' };
  const isOver = typeof claims['exp'] === 'number' && hasExpired(claims['exp'], clock.now());
  return isOver ? { ...known, valid: false, reason: 'expired' } : { ...known, valid: true };
}

/** Returns the public keys that verify tokens of a database and of its group; undefined for no such database. */
export function databaseJwks({ store }: Context, organization: string, database: string): { keys: Jwk[] } | undefined {
  const row = store.databases.get(organization, database);
  if (!row) return undefined;
  const seeds = [store.databases.signingKey(row.id)];
  if (row.groupId !== null) seeds.push(store.groups.byId(row.groupId)!.signingKey);
  return { keys: seeds.map((seed) => publicJwk(signingKey(seed))) };
}

const access: ReadonlyMap<unknown, 'full-access' | 'read-only'> = new Map([
  [undefined, 'full-access'],
  ['rw', 'full-access'],
  ['ro', 'read-only'],
]);

/** @returns undefined when a claim has the wrong type */
function readContent({ a, iat, exp }: Claims): TokenContent | undefined {
  const allowed = access.get(a);
  if (!allowed || !isTime(iat) || !isTime(exp)) return undefined;
  return {
    access: allowed,
    ...(iat !== undefined && { issuedAt: iat * 1_000 }),
    ...(exp !== undefined && { expiresAt: exp * 1_000 }),
  };
}

/** The last time that a claim can state, in seconds since the epoch. */
const lastSecond = Math.floor(lastMoment / 1_000);

function isTime(claim: unknown): claim is number | undefined {
  return claim === undefined || (Number.isInteger(claim) && Number(claim) >= 0 && Number(claim) <= lastSecond);
}
