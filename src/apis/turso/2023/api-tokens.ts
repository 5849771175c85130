import type { operations } from '../../../contract/generated/turso-2023.ts';
import { Problem } from '../../../contract/problem.ts';
import { messages } from '../messages.ts';
import type { Context, Handler } from '../../../sandbox/handler.ts';
import { tokenId } from '../resources/names.ts';
import { type SigningKey, signingKey, signJwt } from '../resources/jwt.ts';
import { requireCapacity } from '../../../sandbox/limits.ts';
import { hashOf } from '../../../sandbox/store/tables/api-tokens.ts';

/** Stands for "never expires" where a time is expected. */
const never = -1;

/**
 * Confirms the token. The pipeline has checked it, and the tokens accepted here never expire.
 *
 * @see
 * https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/auth/validate-token-for-user.md
 */
export const validateAPIToken: Handler<operations['validateAPIToken']> = () => ({ status: 200, body: { exp: never } });

/**
 * Lists the caller's platform tokens, without their values.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/auth/get-tokens-for-user.md
 */
export const listAPITokens: Handler<operations['listAPITokens']> = ({ principal }, { store }) => {
  const tokens = store.apiTokens.ofUser(principal.username).map(({ name, id }) => ({ name, id }));
  return { status: 200, body: { tokens } };
};

/**
 * Creates a platform token. Only this response shows its value; the store keeps a hash.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/auth/mint-token-for-user.md
 */
export const createAPIToken: Handler<operations['createAPIToken']> = ({ path, principal }, context) => {
  const { store, generator, clock } = context;
  const { token_name: name } = path;
  const { username } = principal;
  if (store.apiTokens.get(username, name)) throw new Problem(409, messages.tokenTaken(name));
  requireCapacity(context.limits, 'apiTokens', store.apiTokens.hasRoom);
  const id = tokenId(generator);
  const token = signJwt({ jti: id }, platformKey(context), context.sandbox);
  store.apiTokens.add({ id, username, name, hash: hashOf(token), createdAt: clock.now() });
  return { status: 200, body: { id, name, token } };
};

/**
 * Revokes a platform token. The very next request with it is refused.
 *
 * @see
 * https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/auth/revoke-token-for-user.md
 */
export const revokeAPIToken: Handler<operations['revokeAPIToken']> = ({ path, principal }, { store }) => {
  const token = store.apiTokens.get(principal.username, path.token_name);
  if (!token) throw new Problem(404, messages.tokenNotFound(path.token_name));
  store.apiTokens.remove(token.id);
  return { status: 200, body: { token: token.name } };
};

/**
 * Returns the key that signs all platform tokens, and creates it with the first token. Tokens are looked up by hash,
 * not verified.
 */
function platformKey({ store, generator }: Context): SigningKey {
  const kept = store.settings.get('platform-key');
  if (kept !== undefined) return signingKey(Buffer.from(kept, 'base64url'));
  const seed = generator.bytes(32);
  store.settings.set('platform-key', seed.toString('base64url'));
  return signingKey(seed);
}
