import type { Principal } from '../../../contract/call.ts';
import type { Credential } from '../../../contract/credentials.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Context } from '../../../sandbox/handler.ts';
import { requireCapacity } from '../../../sandbox/limits.ts';
import { type ApiTokenRow, hashOf } from '../../../sandbox/store/tables/api-tokens.ts';
import { messages } from '../messages.ts';
import { type Caller, recordChange } from './audit.ts';
import { signJwt } from './jwt.ts';
import { tokenId } from './names.ts';
import { platformKey } from './platform-key.ts';
import { authenticateSession } from './sessions.ts';

/** The user whom a platform token stands for, and what it is restricted to; undefined when it is unknown or revoked. */
export function authenticateApiToken(context: Context, { token }: Credential): Principal | undefined {
  const found = context.store.apiTokens.byHash(hashOf(token));
  if (!found) return authenticateSession(context, token);
  const { username, organization, groupId, scopes } = found;
  if (organization === null) return { username };
  return { username, restriction: { organization, scopes: scopes ?? [], ...(groupId !== null && { group: groupId }) } };
}

/** The restriction of a token; null for what it is not restricted to. */
export type TokenRestriction = Pick<ApiTokenRow, 'organization' | 'groupId' | 'scopes'>;

export const unrestricted: TokenRestriction = { organization: null, groupId: null, scopes: null };

/** A token that was just made, with the value that is shown this once. */
export interface MintedToken {
  readonly id: string;
  readonly name: string;
  readonly token: string;
}

/**
 * Makes a token of the caller's. Only its hash is kept.
 *
 * @throws Problem 409 for a name that the caller has given already
 */
export function mintApiToken(context: Context, caller: Caller, name: string, restriction = unrestricted): MintedToken {
  const { store, generator, clock } = context;
  const { username } = caller.principal;
  if (store.apiTokens.get(username, name)) throw new Problem(409, messages.tokenTaken(name));
  requireCapacity(context.limits, 'apiTokens', store.apiTokens.hasRoom);
  const id = tokenId(generator);
  const token = signJwt({ jti: id }, platformKey(context), context.sandbox);
  store.apiTokens.add({ id, username, name, hash: hashOf(token), createdAt: clock.now(), ...restriction });
  // An unrestricted token is the user's own matter, and so the personal organization's.
  const organization = restriction.organization ?? username;
  if (store.organizations.get(organization)) {
    recordChange(context, caller, { organization, code: 'user-token-create', data: { token: name } });
  }
  return { id, name, token };
}

/** Revokes a token of a user, in the very next request too. @throws Problem 404 for a name that none has */
export function revokeApiToken({ store }: Context, username: string, name: string): void {
  const token = store.apiTokens.get(username, name);
  if (!token) throw new Problem(404, messages.tokenNotFound(name));
  store.apiTokens.remove(token.id);
}
