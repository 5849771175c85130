import type { Principal } from '../../../contract/call.ts';
import type { Credential } from '../../../contract/credentials.ts';
import type { Context } from '../../../sandbox/handler.ts';
import { hashOf } from '../../../sandbox/store/tables/api-tokens.ts';

/** Finds the user of a platform token; undefined for an unknown or revoked token. */
export function authenticateApiToken({ store }: Context, { token }: Credential): Principal | undefined {
  const found = store.apiTokens.byHash(hashOf(token));
  return found && { username: found.username };
}
