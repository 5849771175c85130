import type { components, operations } from '../../../contract/generated/turso-2026.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Context, Handler } from '../../../sandbox/handler.ts';
import type { DatabaseRow } from '../../../sandbox/store/tables/databases.ts';
import type { GroupRow } from '../../../sandbox/store/tables/groups.ts';
import { messages } from '../messages.ts';
import { type Caller, recordChange } from '../resources/audit.ts';
import { rotateGroupKeys } from '../resources/groups.ts';
import { type Claims, signingKey, signJwt } from '../resources/jwt.ts';
import { tokenClaims, type TokenParameters } from '../resources/token-claims.ts';
import { findDatabase, findDatabaseById, findGroup, findGroupById } from './find.ts';

type Request = components['schemas']['CreateTokenRequest'] | undefined;

/**
 * Signs a token with the database's key and keeps no record of it.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/databases/create-token.mdx
 */
export const createDatabaseToken: Handler<operations['createDatabaseToken']> = (input, context) => {
  const claims = tokenClaims(context, input.query);
  return mintForDatabase(context, input, findDatabase(context, input.path), claims, input.body);
};

/** @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/databases_v3.go */
export const createDatabaseTokenV3: Handler<operations['createDatabaseTokenV3']> = (input, context) => {
  const claims = tokenClaims(context, input.query);
  return mintForDatabase(context, input, findDatabaseById(context, input.path), claims, input.body);
};

/**
 * Signs a token with the group's key. It opens every database in the group.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/groups/create-token.mdx
 */
export const createGroupToken: Handler<operations['createGroupToken']> = (input, context) =>
  mintForGroup(context, input, findGroup(context, input.path), input.query, input.body);

/** @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/groups_v3.go */
export const createGroupTokenV3: Handler<operations['createGroupTokenV3']> = (input, context) =>
  mintForGroup(context, input, findGroupById(context, input.path), input.query, input.body);

/**
 * Replaces the key, so that no earlier token of the database verifies. Tokens of its group go on.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/databases/invalidate-tokens.mdx
 */
export const invalidateDatabaseTokens: Handler<operations['invalidateDatabaseTokens']> = (input, context) => {
  const { store, generator } = context;
  const { id, organization, name, groupId } = findDatabase(context, input.path);
  // On Fly.io the databases of a group have no keys of their own.
  const group = groupId === null ? undefined : store.groups.byId(groupId);
  if (group?.platform === 'fly') throw new Problem(400, messages.keyOfTheGroup);
  store.databases.setSigningKey(id, generator.bytes(32));
  recordChange(context, input, { organization, code: 'db-token-invalidate', data: { database: name } });
  return { status: 200, body: undefined };
};

/** @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/groups/invalidate-tokens.mdx */
export const invalidateGroupTokens: Handler<operations['invalidateGroupTokens']> = (input, context) => {
  rotateGroupKeys(context, input, findGroup(context, input.path));
  return { status: 200, body: undefined };
};

interface Minted {
  readonly status: 200;
  readonly body: { readonly jwt: string };
}

function mintForDatabase(
  context: Context,
  caller: Caller,
  row: DatabaseRow,
  { iat, ...claims }: Claims,
  body: Request,
): Minted {
  const { store, sandbox } = context;
  const { id, organization, name, groupId } = row;
  const group = groupId === null ? undefined : store.groups.byId(groupId);
  const permissions = permissionClaims(context, organization, group, body);
  const jwt = signJwt({ ...claims, iat, id, ...permissions }, signingKey(row.signingKey), sandbox);
  const data = { ...(group && { group: group.name }), database: name };
  recordChange(context, caller, { organization, code: 'db-token-create', data });
  return { status: 200, body: { jwt } };
}

function mintForGroup(
  context: Context,
  caller: Caller,
  group: GroupRow,
  parameters: TokenParameters,
  body: Request,
): Minted {
  const { iat, ...claims } = tokenClaims(context, parameters);
  const { id: gid, organization, name } = group;
  const permissions = permissionClaims(context, organization, group, body);
  const jwt = signJwt({ ...claims, gid, iat, ...permissions }, signingKey(group.signingKey), context.sandbox);
  recordChange(context, caller, { organization, code: 'group-token-create', data: { group: name } });
  return { status: 200, body: { jwt } };
}

/**
 * The claims for what a token may do beside its access: `p` names the databases that it may attach, as libSQL's server
 * reads it. Rules on tables are in `perm`, whose name is made up: no such token was ever published.
 *
 * @see https://github.com/tursodatabase/libsql/blob/f8fb14f/libsql-server/src/auth/parsers.rs
 */
function permissionClaims(
  { store, switches }: Context,
  organization: string,
  group: GroupRow | undefined,
  body: Request,
): Claims {
  const isIgnored = group?.platform === 'aws' && switches.permissionsOnAws === 'ignore';
  const attach = isIgnored ? undefined : body?.permissions;
  if (attach !== undefined && group?.platform === 'aws') throw new Problem(400, messages.permissionsNotSupported);
  const names = attach?.read_attach?.databases ?? [];
  const ns = names.flatMap((name) => store.databases.get(organization, name)?.id ?? []);
  const rules = body?.fine_grained_permissions ?? [];
  return {
    ...(ns.length > 0 && { p: { roa: { ns } } }),
    ...(rules.length > 0 && { perm: rules }),
  };
}
