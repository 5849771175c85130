import type { components, operations } from '../../../contract/generated/turso-2026.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Context, Handler } from '../../../sandbox/handler.ts';
import type { OrganizationRow } from '../../../sandbox/store/tables/organizations.ts';
import { namedUuid } from '../../../sandbox/uuid.ts';
import { messages } from '../messages.ts';
import type { Caller } from '../resources/audit.ts';
import { findOrganization } from '../resources/find.ts';
import { requireTeam } from '../resources/members.ts';
import { quotaBlock } from '../resources/quotas.ts';
import { createTeam, removeOrganization, setOverages } from '../resources/organizations.ts';

type Organization = components['schemas']['Organization'];

/**
 * A bare array, as no other list.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/organizations/list.mdx
 */
export const listOrganizations: Handler<operations['listOrganizations']> = (input, context) => {
  const organizations = organizationsOf(context, input);
  const isWrapped = context.switches.organizationList === 'wrapped';
  return { status: 200, body: organizations, ...(isWrapped && { shown: { organizations } }) };
};

/** @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/organizations.go */
export const listOrganizationsV2: Handler<operations['listOrganizationsV2']> = (input, context) => ({
  status: 200,
  body: { organizations: organizationsOf(context, input) },
});

/** @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/organizations/retrieve.mdx */
export const getOrganization: Handler<operations['getOrganization']> = ({ path }, context) => ({
  status: 200,
  body: { organization: toWholeOrganization(context, findOrganization(context, path)) },
});

/**
 * The caller owns it. A dry run shows it as it would be.
 *
 * @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/organizations.go
 */
export const createOrganization: Handler<operations['createOrganization']> = (input, context) => {
  const { name } = input.body;
  const isDryRun = input.query.dry_run ?? false;
  const slug = createTeam(context, input, { name, isDryRun });
  const made = context.store.organizations.get(slug);
  return { status: 200, body: { org: made ? toOrganization(context, made) : notYet(name, slug) } };
};

/** @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/organizations/update.mdx */
export const updateOrganization: Handler<operations['updateOrganization']> = (input, context) => {
  const { store } = context;
  const { slug } = findOrganization(context, input.path);
  const { overages, require_mfa: requireMfa, restore_enabled: restoreEnabled } = input.body;
  if (restoreEnabled !== undefined && (overages ?? requireMfa) !== undefined) {
    throw new Problem(400, messages.recoveryAlone);
  }
  if (requireMfa && !hasMfa(context, input)) throw new Problem(400, messages.ownMfaMissing);
  if (overages !== undefined) setOverages(context, input, slug, overages);
  store.organizations.update(slug, {
    ...(requireMfa !== undefined && { requireMfa }),
    ...(restoreEnabled !== undefined && { restoreEnabled }),
  });
  return { status: 200, body: { organization: toWholeOrganization(context, store.organizations.get(slug)!) } };
};

/**
 * Its groups and databases go with it, for good.
 *
 * @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/organizations.go
 */
export const deleteOrganization: Handler<operations['deleteOrganization']> = ({ path }, context) => {
  const { slug } = findOrganization(context, path);
  removeOrganization(context, requireTeam(context, slug, messages.isPersonal(slug)));
  return { status: 200, body: {} };
};

/** Those that the caller is a member of; by a restricted token only the one that it is restricted to (inferred). */
function organizationsOf(context: Context, { principal: { username, restriction } }: Caller): Organization[] {
  return context.store.organizations
    .ofUser(username)
    .filter(({ slug }) => restriction === undefined || restriction.organization === slug)
    .map((row) => toOrganization(context, row));
}

function hasMfa({ store }: Context, { principal }: Caller): boolean {
  return store.organizations.user(principal.username)?.mfa ?? false;
}

function notYet(name: string, slug: string): Organization {
  const settings = { overages: false, require_mfa: false, blocked_reads: false, blocked_writes: false };
  const plan = { plan_id: 'starter', plan_timeline: '', platform: '' };
  return { id: namedUuid(`organization ${slug}`), name, slug, type: 'team', ...settings, ...plan };
}

function toOrganization(context: Context, row: OrganizationRow): Organization {
  const blocked = quotaBlock(context, row.slug);
  return {
    id: row.id,
    name: row.name,
    slug: row.slug,
    type: row.type,
    overages: row.overages,
    require_mfa: row.requireMfa,
    blocked_reads: blocked.reads,
    blocked_writes: blocked.writes,
    plan_id: row.plan,
    plan_timeline: row.timeline,
    platform: row.platform,
  };
}

function toWholeOrganization(context: Context, row: OrganizationRow): Organization {
  return { ...toOrganization(context, row), restore_enabled: row.restoreEnabled };
}
