import { Problem } from '../../../contract/problem.ts';
import type { Context } from '../../../sandbox/handler.ts';
import { requireCapacity } from '../../../sandbox/limits.ts';
import type { OrganizationRow } from '../../../sandbox/store/tables/organizations.ts';
import { messages } from '../messages.ts';
import { type Caller, recordChange } from './audit.ts';
import { requirePaidFeature } from './plan-limits.ts';

/** A team that is to be made. */
export interface NewTeam {
  readonly name: string;
  /** Whether to look only whether it could be made. */
  readonly isDryRun: boolean;
}

/**
 * Makes a team that the caller owns, with a slug made from its name.
 *
 * @returns its slug
 * @throws Problem 402 for a plan without teams, 409 for a name that is taken
 */
export function createTeam(context: Context, caller: Caller, { name, isDryRun }: NewTeam): string {
  const { store } = context;
  const slug = slugOf(name);
  requirePaidFeature(context);
  requireCapacity(context.limits, 'organizations', (limit) => store.organizations.all().length < limit);
  if (store.organizations.get(slug)) throw new Problem(409, messages.organizationTaken(name));
  if (isDryRun) return slug;
  const { username } = caller.principal;
  store.organizations.add({ slug, name, type: 'team' });
  store.organizations.addMember({ organization: slug, username, role: 'owner' });
  recordChange(context, caller, { organization: slug, code: 'org-create' });
  return slug;
}

/**
 * Changes whether use beyond the quotas is billed, which is for plans that cost something (inferred).
 *
 * @throws Problem 402 for a plan without overages
 */
export function setOverages(context: Context, caller: Caller, slug: string, overages: boolean): void {
  if (overages) requirePaidFeature(context);
  context.store.organizations.update(slug, { overages });
  recordChange(context, caller, { organization: slug, code: 'org-set-overages', data: { overages } });
}

/** Deletes an organization for good, with its groups, its databases and its records. */
export function removeOrganization({ store, transitions }: Context, { slug }: OrganizationRow): void {
  for (const { id } of store.databases.ofOrganization(slug)) {
    for (const { uuid } of store.instances.live(id)) transitions.cancel(uuid);
  }
  for (const { id } of store.groups.ofOrganization(slug)) {
    for (const { instanceUuid } of store.groups.locations(id)) transitions.cancel(instanceUuid);
  }
  store.organizations.remove(slug);
}

/** The slug of an organization, made from its name (inferred). One without letters and digits gets a slug all the same. */
export function slugOf(name: string): string {
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  const slug = words.filter((word) => word !== '').join('-');
  return slug.slice(0, longestSlug).replace(/-$/, '') || 'organization';
}

const longestSlug = 63;
