import type { operations } from '../../../contract/generated/turso-2023.ts';
import { Problem } from '../../../contract/problem.ts';
import { messages } from '../messages.ts';
import type { Context, Handler } from '../../../sandbox/handler.ts';
import { tokenId } from '../resources/names.ts';
import { type SigningKey, signingKey, signJwt } from '../resources/jwt.ts';
import { requireCapacity } from '../../../sandbox/limits.ts';
import { hashOf } from '../../../sandbox/store/tables/api-tokens.ts';

/** What stands for no end, where a moment is expected. */
const never = -1;

/**
 * Whoever gets here carries a valid token, and those that are accepted here never expire.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/auth/validate-token-for-user.md
 */
export const validateAPIToken: Handler<operations['validateAPIToken']> = () => ({ status: 200, body: { exp: never } });

/** @see https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/auth/get-tokens-for-user.md */
export const listAPITokens: Handler<operations['listAPITokens']> = ({ principal }, { store }) => {
  const tokens = store.apiTokens.ofUser(principal.username).map(({ name, id }) => ({ name, id }));
  return { status: 200, body: { tokens } };
};

/**
 * Shows the token's value this once and keeps only its hash.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/auth/mint-token-for-user.md
 */
export const createAPIToken: Handler<operations['createAPIToken']> = ({ path, principal }, context) => ({
  status: 200,
  body: mint(context, principal.username, path.token_name),
});

/** @see https://github.com/tursodatabase/turso-cli/blob/4a3ef7e/internal/turso/apiTokens.go */
export const createAPITokenV2: Handler<operations['createAPITokenV2']> = ({ path, principal }, context) => {
  const { id, name, token: value } = mint(context, principal.username, path.token_name);
  return { status: 200, body: { token: { id, name, value } } };
};

/** @throws Problem 409 for a name that the user has given already */
function mint(context: Context, username: string, name: string): { id: string; name: string; token: string } {
  const { store, generator, clock } = context;
  if (store.apiTokens.get(username, name)) throw new Problem(409, messages.tokenTaken(name));
  requireCapacity(context.limits, 'apiTokens', store.apiTokens.hasRoom);
  const id = tokenId(generator);
  const token = signJwt({ jti: id }, platformKey(context), context.sandbox);
  store.apiTokens.add({ id, username, name, hash: hashOf(token), createdAt: clock.now() });
  return { id, name, token };
}

/**
 * From then on the token is refused, in the very next request too.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/auth/revoke-token-for-user.md
 */
export const revokeAPIToken: Handler<operations['revokeAPIToken']> = ({ path, principal }, { store }) => {
  const token = store.apiTokens.get(principal.username, path.token_name);
  if (!token) throw new Problem(404, messages.tokenNotFound(path.token_name));
  store.apiTokens.remove(token.id);
  return { status: 200, body: { token: token.name } };
};

/** The key that signs all platform tokens; made when the first one is. They are looked up by hash, not verified. */
function platformKey({ store, generator }: Context): SigningKey {
  const kept = store.settings.get('platform-key');
  if (kept !== undefined) return signingKey(Buffer.from(kept, 'base64url'));
  const seed = generator.bytes(32);
  store.settings.set('platform-key', seed.toString('base64url'));
  return signingKey(seed);
}
