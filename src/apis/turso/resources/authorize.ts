import type { Principal } from '../../../contract/call.ts';
import type { Operation } from '../../../contract/operation.ts';
import { Problem } from '../../../contract/problem.ts';
import { messages } from '../messages.ts';
import type { Context } from '../../../sandbox/handler.ts';

/**
 * Under an organization: it must exist (404), and the caller must be a member of it (403), before anything else of the
 * request is looked at. The order is inferred.
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
