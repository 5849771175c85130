import type { operations } from '../../../contract/generated/turso-2023.ts';
import { Problem } from '../../../contract/problem.ts';
import { messages } from '../messages.ts';
import type { Handler } from '../../../sandbox/handler.ts';

/**
 * Those that the caller is a member of.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/organization/get-organizations-for-user.md
 */
export const listOrganizations: Handler<operations['listOrganizations']> = ({ principal }, { store }) => ({
  status: 200,
  body: {
    organizations: store.organizations.ofUser(principal.username).map(({ slug, name, type }) => ({ slug, name, type })),
  },
});

/**
 * For the owner only; an admin is refused like any member (inferred).
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/organization/get-organization-members.md
 */
export const listOrganizationMembers: Handler<operations['listOrganizationMembers']> = (input, { store }) => {
  const { org_slug: organization } = input.path;
  const caller = store.organizations.membership(organization, input.principal.username);
  if (caller?.role !== 'owner') throw new Problem(403, messages.notTheOwner);
  const members = store.organizations
    .members(organization)
    // This edition knows no viewers.
    .map(({ username, role }) => ({ username, role: role === 'viewer' ? ('member' as const) : role }));
  return { status: 200, body: { members } };
};
