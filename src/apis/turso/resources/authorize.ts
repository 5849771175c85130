import type { Principal } from '../../../contract/call.ts';
import type { Operation } from '../../../contract/operation.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Context } from '../../../sandbox/handler.ts';
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
  if (restriction) {
    if (restriction.organization !== organization.slug) throw new Problem(403, messages.tokenRestricted);
    const isAllowed = restriction.group === undefined || restriction.scopes.includes(scope as string);
    if (!isAllowed) throw new Problem(403, messages.tokenRestricted);
  }
  const least = leastRole(operation);
  if (ranks.indexOf(role) < ranks.indexOf(least)) throw new Problem(403, messages.roleTooLow(operation.id, least));
}

/** A viewer changes nothing, also through an edition that knows none. */
function leastRole({ method, extensions }: Operation): Role {
  const named = extensions['x-role'] as Role | undefined;
  return named ?? (method === 'GET' ? 'viewer' : 'member');
}
