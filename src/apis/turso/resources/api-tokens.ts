import type { Principal } from '../../../contract/call.ts';
import type { Credential } from '../../../contract/credentials.ts';
import type { Context } from '../../../sandbox/handler.ts';
import { hashOf } from '../../../sandbox/store/tables/api-tokens.ts';

/** The user whom a platform token stands for; undefined when it is unknown or revoked. */
export function authenticateApiToken({ store }: Context, { token }: Credential): Principal | undefined {
  const found = store.apiTokens.byHash(hashOf(token));
  if (!found) return undefined;
  const { username, organization, groupId, scopes } = found;
  if (organization === null) return { username };
  return { username, restriction: { organization, scopes: scopes ?? [], ...(groupId !== null && { group: groupId }) } };
}
