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

/** Where the databases of an organization have instances, by themselves or with their group. */
export function usedLocations(store: Store, organization: string): Set<string> {
  return new Set(store.instances.liveOfOrganization(organization).map(({ region }) => region));
}
