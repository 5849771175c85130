import { Problem } from '../../../contract/problem.ts';
import { messages } from '../messages.ts';
import type { Context } from '../../../sandbox/handler.ts';
import type { Plan } from '../../../sandbox/plans.ts';
import type { Store } from '../../../sandbox/store/store.ts';
import type { OrganizationRow } from '../../../sandbox/store/tables/organizations.ts';

/** @throws Problem 402 for a feature that the plan does not include */
export function requirePaidFeature({ plan }: Context): void {
  if (plan.extras) return;
  throw new Problem(402, messages.featureNotAvailable(plan.name), { code: messages.featureCode(plan.name) });
}

/** @throws Problem 400 when the organization has reached its plan's number of databases */
export function requireDatabaseQuota({ plan, store }: Context, organization: string): void {
  if (plan.databases === undefined || store.databases.count(organization) < plan.databases) return;
  throw new Problem(400, messages.databaseLimit(plan.databases));
}

/** @throws Problem 400 when the instance would exceed the number of locations that the plan allows the organization */
export function requireLocationQuota({ plan, store }: Context, organization: string, location: string): void {
  if (plan.locations === undefined) return;
  const used = usedLocations(store, organization);
  if (used.has(location) || used.size < plan.locations) return;
  throw new Problem(400, messages.locationLimit(plan.locations));
}

/** Where the databases of an organization have instances, by themselves or with their group. */
export function usedLocations(store: Store, organization: string): Set<string> {
  return new Set(store.instances.liveOfOrganization(organization).map(({ region }) => region));
}

/** The plans of 2026, from the least to the most; `unlimited` is a sandbox without a plan. */
const ranks = ['starter', 'developer', 'scaler', 'pro', 'enterprise', 'unlimited'];

/**
 * Holds a feature back from lesser plans, where the sandbox was told to hold to a plan.
 *
 * @param status of the refusal: 402, or what the operation has in its place
 * @throws Problem of that status
 */
export function requirePlan({ plan }: Context, least: 'developer' | 'scaler' | 'pro', status = 402): void {
  if (!isBelow(plan, least)) return;
  throw new Problem(status, messages.featureNotAvailable(plan.name), { code: messages.featureCode(plan.name) });
}

/** Whether a plan is a lesser one than another. */
export function isBelow({ name }: Plan, least: 'developer' | 'scaler' | 'pro'): boolean {
  return ranks.indexOf(name) < ranks.indexOf(least);
}

/** How many groups an organization can have, by plan; no limit for others. */
const mostGroups: Readonly<Record<string, number>> = { starter: 1, developer: 1, scaler: 6, pro: 10 };

/** @throws Problem 402 when the organization has as many groups as its plan allows */
export function requireGroupQuota({ plan, store }: Context, organization: string): void {
  const limit = mostGroups[plan.name];
  if (limit === undefined || store.groups.ofOrganization(organization).length < limit) return;
  throw new Problem(402, messages.groupLimit(limit));
}

/** How many days back a database can be restored to, by plan. */
const recoveryDays: Readonly<Record<string, number>> = { starter: 1, developer: 10, scaler: 30 };

/** How many days back an organization's databases can be restored to: by the plan it is held to, else by its own. */
export function restoreDays({ plan }: Context, { plan: own }: OrganizationRow): number {
  return recoveryDays[plan.name === 'unlimited' ? own : plan.name] ?? 90;
}
