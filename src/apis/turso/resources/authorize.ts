import type { Principal } from '../../../contract/call.ts';
import type { Operation } from '../../../contract/operation.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Context } from '../../../sandbox/handler.ts';
import type { Role } from '../../../sandbox/store/tables/organizations.ts';
import { messages } from '../messages.ts';
import { organizationNamed } from './find.ts';
import { isClosed, requireAllowed } from './restrictions.ts';

/** From the least to the most. */
const ranks: readonly Role[] = ['viewer', 'member', 'admin', 'owner'];

/**
 * Requires that the organization in the path exists (404) and that the caller is a member (403), before the rest of the
 * request is validated. This order is inferred.
 */
export function authorizeOrganization(
  context: Context,
  operation: Operation,
  path: Readonly<Record<string, string>>,
  { username, restriction }: Principal,
): void {
  const { store } = context;
  const named = path['org_slug'] ?? path['organizationSlug'] ?? path['organizationId'];
  if (named === undefined) {
    if (restriction && isClosed(operation)) throw new Problem(403, messages.tokenRestricted);
    return;
  }
  const organization = organizationNamed(store, named);
  const membership = organization && store.organizations.membership(organization.slug, username);
  if (!membership) throw new Problem(404, messages.organizationNotFound);
  const { role } = membership;
  if (!role) throw new Problem(403, messages.notAMember(named));
  // A member without it has no access until they have it (inferred).
  if (organization.requireMfa && !store.organizations.user(username)?.mfa) {
    throw new Problem(403, messages.mfaRequired(organization.slug));
  }
  if (restriction) requireAllowed(context, operation, organization, path, restriction);
  const least = leastRole(operation);
  if (ranks.indexOf(role) < ranks.indexOf(least)) throw new Problem(403, messages.roleTooLow(operation.id, least));
}

/** A viewer changes nothing, also through an edition that knows none; but anyone may leave. */
function leastRole({ id, method, extensions }: Operation): Role {
  const named = extensions['x-role'] as Role | undefined;
  if (named !== undefined) return named;
  return method === 'GET' || id === 'removeOrganizationMember' ? 'viewer' : 'member';
}
