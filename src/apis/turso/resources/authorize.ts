import type { Principal, Restriction } from '../../../contract/call.ts';
import type { Operation } from '../../../contract/operation.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Context } from '../../../sandbox/handler.ts';
import type { Store } from '../../../sandbox/store/store.ts';
import type { Role } from '../../../sandbox/store/tables/organizations.ts';
import { messages } from '../messages.ts';
import { organizationNamed } from './find.ts';

/** From the least to the most. */
const ranks: readonly Role[] = ['viewer', 'member', 'admin', 'owner'];

/** The scopes of operations whose contract names none: those of the first edition, which knew no restricted tokens. */
const scopes: Readonly<Record<string, string>> = {
  listDatabases: 'read',
  getDatabase: 'read',
  getDatabaseUsage: 'read',
  listDatabaseInstances: 'read',
  getDatabaseInstance: 'read',
  waitForDatabaseInstance: 'read',
  createDatabase: 'db:create',
  deleteDatabase: 'db:delete',
  updateDatabase: 'db:configure',
  createDatabaseToken: 'db:mint-token',
  invalidateDatabaseTokens: 'db:rotate-creds',
};

/**
 * Under an organization: it must exist (404), the caller must be a member of it, by a token that is good for the
 * operation, and have the role that the contract names (403), before anything else of the request is looked at. The order
 * is inferred.
 */
export function authorizeOrganization(
  { store }: Context,
  operation: Operation,
  path: Readonly<Record<string, string>>,
  { username, restriction }: Principal,
): void {
  const scope = operation.extensions['x-scope'] ?? scopes[operation.id] ?? 'none';
  const named = path['org_slug'] ?? path['organizationSlug'] ?? path['organizationId'];
  if (named === undefined) {
    if (restriction && operation.extensions['x-scope'] === 'none') throw new Problem(403, messages.tokenRestricted);
    return;
  }
  const organization = organizationNamed(store, named);
  const membership = organization && store.organizations.membership(organization.slug, username);
  if (!membership) throw new Problem(404, messages.organizationNotFound);
  const { role } = membership;
  if (!role) throw new Problem(403, messages.notAMember(named));
  if (restriction) requireWithin(store, restriction, organization.slug, scope as string, path);
  const least = leastRole(operation);
  if (ranks.indexOf(role) < ranks.indexOf(least)) throw new Problem(403, messages.roleTooLow(operation.id, least));
}

/** A token of a group sees nothing of other groups: what is in them does not exist for it. */
function requireWithin(
  store: Store,
  restriction: Restriction,
  organization: string,
  scope: string,
  path: Readonly<Record<string, string>>,
): void {
  const { group, scopes: granted } = restriction;
  if (restriction.organization !== organization) throw new Problem(403, messages.tokenRestricted);
  if (group === undefined) return;
  if (!granted.includes(scope)) throw new Problem(403, messages.tokenRestricted);
  const groupName = path['groupName'] ?? path['group_name'];
  if (groupName !== undefined && store.groups.get(organization, groupName)?.id !== group) {
    throw new Problem(404, messages.groupNotFound);
  }
  if (path['groupId'] !== undefined && path['groupId'] !== group) throw new Problem(404, messages.groupNotFound);
  const databaseName = path['databaseName'] ?? path['db_name'];
  if (databaseName !== undefined && store.databases.get(organization, databaseName)?.groupId !== group) {
    throw new Problem(404, messages.databaseNotFound(databaseName));
  }
  const databaseId = path['databaseId'];
  if (databaseId !== undefined && store.databases.byId(databaseId)?.groupId !== group) {
    throw new Problem(404, messages.databaseIdNotFound);
  }
}

/** A viewer changes nothing, also through an edition that knows none. */
function leastRole({ method, extensions }: Operation): Role {
  const named = extensions['x-role'] as Role | undefined;
  return named ?? (method === 'GET' ? 'viewer' : 'member');
}
