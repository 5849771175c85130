import { Problem } from '../../../contract/problem.ts';
import type { Restriction } from '../../../contract/call.ts';
import type { Context } from '../../../sandbox/handler.ts';
import type { OrganizationRow } from '../../../sandbox/store/tables/organizations.ts';
import { messages } from '../messages.ts';

/** The scopes that operations of the first edition need, whose contract names none: it knew no restricted tokens. */
const scopes: Readonly<Record<string, string>> = {
  listDatabases: 'read',
  getDatabase: 'read',
  getDatabaseUsage: 'read',
  listDatabaseInstances: 'read',
  getDatabaseInstance: 'read',
  waitForDatabaseInstance: 'read',
  listGroups: 'read',
  getGroup: 'read',
  waitForGroupLocation: 'read',
  createDatabase: 'db:create',
  uploadDump: 'db:create',
  deleteDatabase: 'db:delete',
  updateDatabase: 'db:configure',
  seedDatabase: 'db:configure',
  createDatabaseToken: 'db:mint-token',
  invalidateDatabaseTokens: 'db:rotate-creds',
  addLocationToGroup: 'group:configure',
  removeLocationFromGroup: 'group:configure',
  createGroupToken: 'group:mint-token',
  invalidateGroupTokens: 'group:rotate-creds',
};

/** Operations under no organization that a restricted token may not call, where the contract does not say so. */
const closed = new Set([
  'createOrganization',
  'listAPITokens',
  'createAPIToken',
  'createAPITokenV2',
  'revokeAPIToken',
  'createBillingCustomer',
]);

/** The part of an operation that says what it needs. */
export interface Guarded {
  readonly id: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** Whether a restricted token may never call an operation that is under no organization. */
export function isClosed({ id, extensions }: Guarded): boolean {
  return extensions['x-scope'] === 'none' || closed.has(id);
}

/**
 * Holds a restricted token to its organization, its scopes and its group. To a token of a group, databases and groups
 * beside it do not exist, as tokens of others do not exist to one who revokes them.
 *
 * @throws Problem 403 for another organization and a missing scope, 404 for another group
 */
export function requireAllowed(
  context: Context,
  operation: Guarded,
  organization: OrganizationRow,
  path: Readonly<Record<string, string>>,
  restriction: Restriction,
): void {
  if (restriction.organization !== organization.slug) throw new Problem(403, messages.tokenRestricted);
  if (restriction.group === undefined) return;
  const scope = operation.extensions['x-scope'] ?? scopes[operation.id] ?? 'none';
  if (!restriction.scopes.includes(String(scope))) throw new Problem(403, messages.tokenRestricted);
  requireOwnGroup(context, organization.slug, path, restriction.group);
}

function requireOwnGroup(
  { store }: Context,
  organization: string,
  path: Readonly<Record<string, string>>,
  pinned: string,
): void {
  const group = path['groupName'] ?? path['group_name'];
  if (group !== undefined && store.groups.get(organization, group)?.id !== pinned) {
    throw new Problem(404, messages.groupNotFound);
  }
  if (path['groupId'] !== undefined && path['groupId'].toLowerCase() !== pinned) {
    throw new Problem(404, messages.groupNotFound);
  }
  const database = path['databaseName'] ?? path['db_name'];
  if (database !== undefined && store.databases.get(organization, database)?.groupId !== pinned) {
    throw new Problem(404, messages.databaseNotFound(database));
  }
  if (path['databaseId'] !== undefined && store.databases.byId(path['databaseId'].toLowerCase())?.groupId !== pinned) {
    throw new Problem(404, messages.databaseIdNotFound);
  }
}

/** Whether a caller gets to see what is in a group; null for what is in none. */
export function isWithin(restriction: Restriction | undefined, group: string | null): boolean {
  return restriction?.group === undefined || restriction.group === group;
}
