import type { Principal } from '../../../contract/call.ts';
import type { Operation } from '../../../contract/operation.ts';
import { Problem } from '../../../contract/problem.ts';
import { messages } from '../messages.ts';
import type { Context } from '../../../sandbox/handler.ts';

/**
 * Requires that the organization in the path exists (404) and that the caller is a member (403), before the rest of the
 * request is validated. This order is inferred.
 */
export function authorizeOrganization(
  { store }: Context,
  _operation: Operation,
  path: Readonly<Record<string, string>>,
  principal: Principal,
): void {
  const slug = path['org_slug'];
  if (slug === undefined) return;
  const membership = store.organizations.membership(slug, principal.username);
  if (!membership) throw new Problem(404, messages.organizationNotFound);
  if (!membership.role) throw new Problem(403, messages.notAMember(slug));
}
