import { Problem } from '../../../contract/problem.ts';
import { texts } from '../messages.ts';
import type { Context } from '../../../sandbox/handler.ts';

/** @throws Problem 402 for what the plan does not include */
export function requireExtras({ plan }: Context): void {
  if (plan.extras) return;
  throw new Problem(402, texts.featureNotAvailable(plan.name), { code: texts.featureCode(plan.name) });
}

/** @throws Problem 400 when the organization has as many databases as its plan allows */
export function requireRoomForDatabase({ plan, store }: Context, organization: string): void {
  if (plan.databases === undefined || store.databases.count(organization) < plan.databases) return;
  throw new Problem(400, texts.databaseLimit(plan.databases));
}

/** @throws Problem 400 when this would be one location more than the plan allows the organization's instances */
export function requireRoomForLocation({ plan, store }: Context, organization: string, location: string): void {
  if (plan.locations === undefined) return;
  const used = new Set(store.instances.liveOfOrganization(organization).map(({ region }) => region));
  if (used.has(location) || used.size < plan.locations) return;
  throw new Problem(400, texts.locationLimit(plan.locations));
}
