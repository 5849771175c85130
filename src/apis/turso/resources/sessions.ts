import type { Principal } from '../../../contract/call.ts';
import type { Context } from '../../../sandbox/handler.ts';
import { signJwt, verifyJwt } from './jwt.ts';
import { tokenId } from './names.ts';
import { knownPlatformKey, platformKey } from './platform-key.ts';

/** How long a session of the CLI lasts: seven days. @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/cmd/auth.go */
const lifetime = 7 * 24 * 60 * 60;

/**
 * Begins a session of a user. It is kept nowhere: its token says when it began and when it ends.
 *
 * @returns the token, which stands for the user until the session ends
 */
export function beginSession(context: Context, username: string): string {
  const { store, clock, generator, sandbox } = context;
  const endedAt = store.organizations.user(username)?.sessionsValidFrom ?? -Infinity;
  // One that begins as the others end is not among them.
  const began = Math.max(clock.now(), endedAt + 1) / 1_000;
  const claims = { exp: Math.floor(began) + lifetime, iat: began, jti: tokenId(generator), uid: username };
  return signJwt(claims, platformKey(context), sandbox);
}

/** The user of a session that has not ended, with its end; undefined for any other token. */
export function authenticateSession(context: Context, token: string): Principal | undefined {
  const key = knownPlatformKey(context);
  const claims = key && verifyJwt(token, key);
  if (!claims) return undefined;
  const { uid, iat, exp } = claims;
  if (typeof uid !== 'string' || typeof iat !== 'number' || typeof exp !== 'number') return undefined;
  const user = context.store.organizations.user(uid);
  if (!user || exp * 1_000 <= context.clock.now()) return undefined;
  if (user.sessionsValidFrom !== null && Math.round(iat * 1_000) <= user.sessionsValidFrom) return undefined;
  return { username: uid, expiresAt: exp };
}

/** Ends every session of a user; API tokens live on. @returns the moment of it */
export function endSessions({ store, clock }: Context, username: string): number {
  const sessionsValidFrom = clock.now();
  store.organizations.updateUser(username, { sessionsValidFrom });
  return sessionsValidFrom;
}
