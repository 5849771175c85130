import type { operations } from '../../../contract/generated/turso-2023.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import { findGroup, rotateGroupKeys } from '../resources/groups.ts';
import { signingKey, signJwt } from '../resources/jwt.ts';
import { tokenClaims } from './database-tokens.ts';

/**
 * Signs a token with the group's key and keeps no record of it. The claim `gid` names the group.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/262c128/reference/platform-rest-api/groups/mint-token.md
 */
export const createGroupToken: Handler<operations['createGroupToken']> = ({ path, query }, context) => {
  const { iat, ...claims } = tokenClaims(context, query);
  const group = findGroup(context, path.org_slug, path.group_name);
  const key = signingKey(group.signingKey);
  return { status: 200, body: { jwt: signJwt({ ...claims, gid: group.id, iat }, key, context.sandbox) } };
};

/** @see https://github.com/tursodatabase/turso-docs/blob/262c128/reference/platform-rest-api/groups/invalidate-tokens.md */
export const invalidateGroupTokens: Handler<operations['invalidateGroupTokens']> = ({ path }, context) => {
  rotateGroupKeys(context, findGroup(context, path.org_slug, path.group_name));
  return { status: 200, body: undefined };
};
