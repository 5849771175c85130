import { Problem } from '../../../contract/problem.ts';
import { messages } from '../messages.ts';
import type { Context } from '../../../sandbox/handler.ts';
import type { Store } from '../../../sandbox/store/store.ts';

/** @throws Problem 402 for what the plan does not include */
export function requirePaidFeature({ plan }: Context): void {
  if (plan.extras) return;
  throw new Problem(402, messages.featureNotAvailable(plan.name), { code: messages.featureCode(plan.name) });
}

/** @throws Problem 400 when the organization has as many databases as its plan allows */
export function requireDatabaseQuota({ plan, store }: Context, organization: string): void {
  if (plan.databases === undefined || store.databases.count(organization) < plan.databases) return;
  throw new Problem(400, messages.databaseLimit(plan.databases));
}

/** @throws Problem 400 when this would be one location more than the plan allows the organization */
export function requireLocationQuota({ plan, store }: Context, organization: string, location: string): void {
  if (plan.locations === undefined) return;
  const used = usedLocations(store, organization);
  if (used.has(location) || used.size < plan.locations) return;
  throw new Problem(400, messages.locationLimit(plan.locations));
}

/** Where an organization has instances, or groups that may have some. */
export function usedLocations(store: Store, organization: string): Set<string> {
  const groups = store.groups.ofOrganization(organization);
  return new Set([
    ...store.instances.liveOfOrganization(organization).map(({ region }) => region),
    ...groups.flatMap(({ id }) => store.groups.locations(id).map(({ code }) => code)),
  ]);
}
