import type { operations } from '../../../contract/generated/turso-2023.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import { mintApiToken, revokeApiToken } from '../resources/api-tokens.ts';

/** Stands for "never expires" where a time is expected. */
const never = -1;

/**
 * Confirms the token. The pipeline has checked it, and the tokens accepted here never expire.
 *
 * @see
 * https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/auth/validate-token-for-user.md
 */
export const validateAPIToken: Handler<operations['validateAPIToken']> = ({ principal }) => ({
  status: 200,
  body: { exp: principal.expiresAt ?? never },
});

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
export const createAPIToken: Handler<operations['createAPIToken']> = (input, context) => ({
  status: 200,
  body: mintApiToken(context, input, input.path.token_name),
});

/** @see https://github.com/tursodatabase/turso-cli/blob/4a3ef7e/internal/turso/apiTokens.go */
export const createAPITokenV2: Handler<operations['createAPITokenV2']> = (input, context) => {
  const { id, name, token: value } = mintApiToken(context, input, input.path.token_name);
  return { status: 200, body: { token: { id, name, value } } };
};

/**
 * Revokes a platform token. The very next request with it is refused.
 *
 * @see
 * https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/auth/revoke-token-for-user.md
 */
export const revokeAPIToken: Handler<operations['revokeAPIToken']> = ({ path, principal }, context) => {
  revokeApiToken(context, principal.username, path.token_name);
  return { status: 200, body: { token: path.token_name } };
};
