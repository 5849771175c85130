import { createHash } from 'node:crypto';
import type { Principal } from '../../../contract/call.ts';
import type { Context } from '../../../sandbox/handler.ts';
import { type Claims, readClaims, signingKey, signJwt, verifyJwt } from './jwt.ts';

/** How long a session of the CLI lasts, in seconds: seven days (turso-cli e149f69, internal/cmd/auth.go). */
const lifetime = 7 * 24 * 60 * 60;

/**
 * Begins a session of a user. It is kept nowhere: its token says when it began and when it ends.
 *
 * @returns the token, which stands for the user until the session ends
 */
export function beginSession({ store, clock, sessionKey, sandbox }: Context, username: string): string {
  const endedAt = store.organizations.user(username)?.sessionsValidFrom ?? -Infinity;
  // One that begins as the others end is not among them.
  const began = Math.max(clock.now(), endedAt + 1) / 1_000;
  const jti = createHash('sha256').update(`${username} ${began}`).digest('base64url').slice(0, 22);
  const claims = { exp: Math.floor(began) + lifetime, iat: began, jti, uid: username };
  return signJwt(claims, signingKey(sessionKey), sandbox);
}

/** The user of a session that has not ended, with its end; undefined for any other token. */
export function authenticateSession({ store, clock, sessionKey }: Context, token: string): Principal | undefined {
  const session = readSession(readClaims(token));
  if (!session || !verifyJwt(token, signingKey(sessionKey))) return undefined;
  const { username, began, expiresAt } = session;
  const user = store.organizations.user(username);
  if (!user || expiresAt * 1_000 <= clock.now()) return undefined;
  if (user.sessionsValidFrom !== null && began <= user.sessionsValidFrom) return undefined;
  return { username, expiresAt };
}

/** Ends every session of a user; API tokens live on. @returns the moment of it */
export function endSessions({ store, clock }: Context, username: string): number {
  const sessionsValidFrom = clock.now();
  store.organizations.updateUser(username, { sessionsValidFrom });
  return sessionsValidFrom;
}

/** @returns undefined for the claims of any other token */
function readSession(claims: Claims | undefined) {
  if (typeof claims?.['uid'] !== 'string') return undefined;
  const { uid: username, iat, exp: expiresAt } = claims;
  if (typeof iat !== 'number' || typeof expiresAt !== 'number') return undefined;
  return { username, began: Math.round(iat * 1_000), expiresAt };
}
