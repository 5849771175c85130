import type { components, operations } from '../../../contract/generated/turso-2026.ts';
import { endOfMonth, startOfMonth } from '../../../sandbox/clock/time.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import { findOrganization } from '../resources/find.ts';
import { usedLocations } from '../resources/plan-limits.ts';
import { add, nothing, usageOf } from './usage.ts';

type Schemas = components['schemas'];

/**
 * The sums of the calendar month. Databases that were deleted in it stay in the list, without instances.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/organizations/usage.mdx
 */
export const getOrganizationUsage: Handler<operations['getOrganizationUsage']> = ({ path }, context) => {
  const { store, clock } = context;
  const { id: uuid, slug } = findOrganization(context, path);
  const now = clock.now();
  const live = store.databases.list(slug);
  const deleted = store.databases.deleted(slug).filter(({ deletedAt }) => deletedAt! >= startOfMonth(now));
  const databases = [...live, ...deleted]
    .toSorted((one, other) => one.createdAt - other.createdAt)
    .map(({ id, deletedAt }) =>
      deletedAt === null ? usageOf(context, id, startOfMonth(now), endOfMonth(now)) : goneDatabase(id),
    );
  const usage = {
    ...databases.reduce((sum, database) => add(sum, database.usage), nothing),
    databases: live.length,
    locations: usedLocations(store, slug).size,
    groups: store.groups.ofOrganization(slug).length,
  };
  return { status: 200, body: { organization: { uuid, usage, databases } } };
};

/** Its own use counts no longer, as published responses show. */
function goneDatabase(uuid: string): Schemas['DatabaseUsage'] {
  return { uuid, instances: [], usage: nothing };
}
