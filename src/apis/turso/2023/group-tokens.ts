import type { operations } from '../../../contract/generated/turso-2023.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import { findGroup, rotateGroupKeys } from '../resources/groups.ts';
import { signingKey, signJwt } from '../resources/jwt.ts';
import { recordChange } from '../resources/audit.ts';
import { tokenClaims } from '../resources/token-claims.ts';

/**
 * Signs a token with the group's key and keeps no record of it. The claim `gid` names the group.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/262c128/reference/platform-rest-api/groups/mint-token.md
 */
export const createGroupToken: Handler<operations['createGroupToken']> = (input, context) => {
  const { path, query } = input;
  const { iat, ...claims } = tokenClaims(context, query);
  const group = findGroup(context, path.org_slug, path.group_name);
  const key = signingKey(group.signingKey);
  const { organization, name } = group;
  recordChange(context, input, { organization, code: 'group-token-create', data: { group: name } });
  return { status: 200, body: { jwt: signJwt({ ...claims, gid: group.id, iat }, key, context.sandbox) } };
};

/** @see https://github.com/tursodatabase/turso-docs/blob/262c128/reference/platform-rest-api/groups/invalidate-tokens.md */
export const invalidateGroupTokens: Handler<operations['invalidateGroupTokens']> = (input, context) => {
  rotateGroupKeys(context, input, findGroup(context, input.path.org_slug, input.path.group_name));
  return { status: 200, body: undefined };
};
