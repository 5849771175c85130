import { Problem } from '../../../contract/problem.ts';
import { messages } from '../messages.ts';
import type { Context } from '../../../sandbox/handler.ts';

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
  const used = new Set(store.instances.liveOfOrganization(organization).map(({ region }) => region));
  if (used.has(location) || used.size < plan.locations) return;
  throw new Problem(400, messages.locationLimit(plan.locations));
}
