import type { components, operations } from '../../../contract/generated/turso-2026.ts';
import type { Context, Handler } from '../../../sandbox/handler.ts';
import type { ApiTokenRow } from '../../../sandbox/store/tables/api-tokens.ts';
import { messages } from '../messages.ts';
import { mintApiToken, revokeApiToken, type TokenRestriction, unrestricted } from '../resources/api-tokens.ts';
import type { Caller } from '../resources/audit.ts';
import { findGroup } from '../resources/groups.ts';
import { requireAdmin, requireMember } from '../resources/members.ts';
import { endSessions } from '../resources/sessions.ts';
import { dayOf } from '../resources/times.ts';
import { expandScopes, type TokenScope } from '../resources/token-scopes.ts';

type Schemas = components['schemas'];

/** Stands for no end, where a moment is expected. */
const never = -1;

/** @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/tokens/validate.mdx */
export const validateAPIToken: Handler<operations['validateAPIToken']> = ({ principal }) => ({
  status: 200,
  body: { exp: principal.expiresAt ?? never },
});

/**
 * Ends the sessions of the CLI; API tokens live on.
 *
 * @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/tokens.go
 */
export const invalidateSessions: Handler<operations['invalidateSessions']> = ({ principal }, context) => ({
  status: 200,
  body: { ValidFrom: Math.floor(endSessions(context, principal.username) / 1_000) },
});

/** @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/tokens/list.mdx */
export const listAPITokens: Handler<operations['listAPITokens']> = ({ principal }, context) => ({
  status: 200,
  body: { tokens: context.store.apiTokens.ofUser(principal.username).map((row) => toToken(context, row)) },
});

/**
 * Shows the token's value this once.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/tokens/create.mdx
 */
export const createAPIToken: Handler<operations['createAPIToken']> = (input, context) => ({
  status: 200,
  body: mintApiToken(context, input, input.path.tokenName, restrictionOf(context, input, input.body)),
});

/** @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/apiTokens.go */
export const createAPITokenV2: Handler<operations['createAPITokenV2']> = (input, context) => {
  const restriction = restrictionOf(context, input, input.body);
  const { id, name, token: value } = mintApiToken(context, input, input.path.tokenName, restriction);
  return { status: 200, body: { token: { id, name, value } } };
};

/** @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/tokens/revoke.mdx */
export const revokeAPIToken: Handler<operations['revokeAPIToken']> = ({ path, principal }, context) => {
  revokeApiToken(context, principal.username, path.tokenName);
  return { status: 200, body: { token: path.tokenName } };
};

/**
 * Any member may restrict a token to an organization (inferred); to a group an admin.
 *
 * @throws Problem 404 for an unknown organization or group, 403 for one that the caller may not name
 */
function restrictionOf(
  context: Context,
  { principal: { username } }: Caller,
  body: Schemas['CreateAPITokenRequest'] | undefined,
): TokenRestriction {
  const { organization, group, scopes = [] } = body ?? {};
  if (organization === undefined) return unrestricted;
  requireMember(context, organization, username);
  if (group === undefined) return { ...unrestricted, organization };
  requireAdmin(context, organization, username, messages.roleTooLow('', 'admin'));
  return { organization, groupId: findGroup(context, organization, group).id, scopes: expandScopes(scopes) };
}

/** A token as lists show it. */
export function toToken({ store }: Context, { id, name, organization, groupId, scopes, createdAt }: ApiTokenRow) {
  const group = groupId === null ? undefined : store.groups.byId(groupId)?.name;
  return {
    name,
    id,
    ...(organization !== null && { organization }),
    ...(group !== undefined && { group }),
    ...(scopes !== null && { scopes: scopes as TokenScope[] }),
    created_at: dayOf(createdAt),
  };
}
