import type { components, operations } from '../../../contract/generated/turso-2023.ts';
import { Problem } from '../../../contract/problem.ts';
import { messages } from '../messages.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import type { OrganizationRow } from '../../../sandbox/store/tables/organizations.ts';
import { requireAdmin, requireOwner, requireTeam } from '../resources/members.ts';
import { createTeam, removeOrganization, setOverages } from '../resources/organizations.ts';

/**
 * Lists the organizations that the caller is a member of.
 *
 * @see
 * https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/organization/get-organizations-for-user.md
 */
export const listOrganizations: Handler<operations['listOrganizations']> = ({ principal }, { store }) => ({
  status: 200,
  body: {
    organizations: store.organizations.ofUser(principal.username).map(({ slug, name, type }) => ({ slug, name, type })),
  },
});

/**
 * Lists an organization's members, for its owner only. An admin is refused like any other member (inferred).
 *
 * @see
 * https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/organization/get-organization-members.md
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

/** @see https://github.com/tursodatabase/turso-cli/blob/4a3ef7e/internal/turso/organizations.go */
export const listOrganizationsV2: Handler<operations['listOrganizationsV2']> = ({ principal }, { store }) => ({
  status: 200,
  body: { organizations: store.organizations.ofUser(principal.username).map(toDetails) },
});

/** Creates a team on a plan that can have one; with `dry_run` it only looks whether that could be. */
export const createOrganization: Handler<operations['createOrganization']> = (input, context) => {
  const { name } = input.body;
  const slug = createTeam(context, input, { name, isDryRun: input.query.dry_run ?? false });
  return { status: 200, body: { org: { name, slug, type: 'team', overages: false } } };
};

export const updateOrganization: Handler<operations['updateOrganization']> = (input, context) => {
  const { org_slug: slug } = input.path;
  const { overages } = input.body;
  requireAdmin(context, slug, input.principal.username);
  if (overages !== undefined) setOverages(context, input, slug, overages);
  return { status: 200, body: { organization: toDetails(context.store.organizations.get(slug)!) } };
};

/** Its groups and databases go with it, for good. */
export const deleteOrganization: Handler<operations['deleteOrganization']> = ({ path, principal }, context) => {
  const { org_slug: slug } = path;
  requireOwner(context, slug, principal.username);
  removeOrganization(context, requireTeam(context, slug));
  return { status: 200, body: {} };
};

function toDetails({ name, slug, type, overages }: OrganizationRow): components['schemas']['OrganizationDetails'] {
  return { name, slug, type, overages };
}
