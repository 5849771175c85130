import type { components, operations } from '../../../contract/generated/turso-2023.ts';
import { Problem } from '../../../contract/problem.ts';
import { messages } from '../messages.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import { requireCapacity } from '../../../sandbox/limits.ts';
import type { OrganizationRow } from '../../../sandbox/store/tables/organizations.ts';
import { requireAdmin, requireOwner, requireTeam } from '../resources/members.ts';
import { requirePaidFeature } from '../resources/plan-limits.ts';

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

/** @see https://github.com/tursodatabase/turso-cli/blob/4a3ef7e/internal/turso/organizations.go */
export const listOrganizationsV2: Handler<operations['listOrganizationsV2']> = ({ principal }, { store }) => ({
  status: 200,
  body: { organizations: store.organizations.ofUser(principal.username).map(toDetails) },
});

/** Creates a team on a plan that can have one; with `dry_run` it only looks whether that could be. */
export const createOrganization: Handler<operations['createOrganization']> = ({ query, body, principal }, context) => {
  const { store } = context;
  const { name } = body;
  const slug = slugOf(name);
  requirePaidFeature(context);
  requireCapacity(context.limits, 'organizations', (limit) => store.organizations.all().length < limit);
  if (store.organizations.get(slug)) throw new Problem(409, messages.organizationTaken(name));
  if (!query.dry_run) {
    store.organizations.add({ slug, name, type: 'team' });
    store.organizations.addMember({ organization: slug, username: principal.username, role: 'owner' });
  }
  return { status: 200, body: { org: { name, slug, type: 'team', overages: false } } };
};

/** Overages are for plans that cost something (inferred). */
export const updateOrganization: Handler<operations['updateOrganization']> = ({ path, body, principal }, context) => {
  const { org_slug: slug } = path;
  const { overages } = body;
  requireAdmin(context, slug, principal.username);
  if (overages) requirePaidFeature(context);
  if (overages !== undefined) context.store.organizations.update(slug, { overages });
  return { status: 200, body: { organization: toDetails(context.store.organizations.get(slug)!) } };
};

/** Its groups and databases go with it, for good. */
export const deleteOrganization: Handler<operations['deleteOrganization']> = ({ path, principal }, context) => {
  const { store, transitions } = context;
  const { org_slug: slug } = path;
  requireOwner(context, slug, principal.username);
  requireTeam(context, slug);
  for (const { id } of store.databases.ofOrganization(slug)) {
    for (const { uuid } of store.instances.live(id)) transitions.cancel(uuid);
  }
  for (const { id } of store.groups.ofOrganization(slug)) {
    for (const { instanceUuid } of store.groups.locations(id)) transitions.cancel(instanceUuid);
  }
  store.organizations.remove(slug);
  return { status: 200, body: {} };
};

function toDetails({ name, slug, type, overages }: OrganizationRow): components['schemas']['OrganizationDetails'] {
  return { name, slug, type, overages };
}

/** The slug of an organization, made from its name, which has at least one letter or digit (inferred). */
function slugOf(name: string): string {
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  return words.filter((word) => word !== '').join('-');
}
