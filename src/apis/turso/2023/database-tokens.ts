import type { operations } from '../../../contract/generated/turso-2023.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import { recordChange } from '../resources/audit.ts';
import { signingKey, signJwt } from '../resources/jwt.ts';
import { findDatabase } from '../resources/find.ts';
import { tokenClaims } from '../resources/token-claims.ts';

/**
 * Signs a token with the database's key. No record of the token is kept.
 *
 * @see
 * https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/database/mint-token-for-database-in-org.md
 */
export const createDatabaseToken: Handler<operations['createDatabaseToken']> = (input, context) => {
  const { path, query } = input;
  const claims = tokenClaims(context, query);
  const { id, organization, name } = findDatabase(context, path);
  recordChange(context, input, { organization, code: 'db-token-create', data: { database: name } });
  const key = signingKey(context.store.databases.signingKey(id));
  return { status: 200, body: { jwt: signJwt({ ...claims, id }, key, context.sandbox) } };
};

/**
 * Replaces the database's key, so that no earlier token verifies. The instances' restart is too short to be observed.
 *
 * @see
 * https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/database/invalidate-all-tokens-for-database-in-org.md
 */
export const invalidateDatabaseTokens: Handler<operations['invalidateDatabaseTokens']> = (input, context) => {
  const { id, organization, name } = findDatabase(context, input.path);
  context.store.databases.setSigningKey(id, context.generator.bytes(32));
  recordChange(context, input, { organization, code: 'db-token-invalidate', data: { database: name } });
  return { status: 200, body: undefined };
};
