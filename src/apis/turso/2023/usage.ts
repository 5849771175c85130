import type { components, operations } from '../../../contract/generated/turso-2023.ts';
import type { Context, Handler } from '../../../sandbox/handler.ts';
import { endOfMonth, startOfMonth } from '../../../sandbox/clock/time.ts';
import { findDatabase } from '../resources/find.ts';
import { usedLocations } from '../resources/plan-limits.ts';

type Usage = components['schemas']['Usage'];

/**
 * Returns the usage of a database in this calendar month, with that of instances destroyed in it. A destroyed instance
 * stores nothing.
 *
 * @see
 * https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/database/get-usage-database-in-org.md
 */
export const getDatabaseUsage: Handler<operations['getDatabaseUsage']> = ({ path }, context) => {
  const database = usageOf(context, findDatabase(context, path).id);
  const { instances, usage: total } = database;
  return {
    status: 200,
    body: { database, instances: Object.fromEntries(instances.map(({ uuid, usage }) => [uuid, usage])), total },
  };
};

/** @see https://github.com/tursodatabase/turso-cli/blob/4a3ef7e/internal/turso/organizations.go */
export const getOrganizationUsage: Handler<operations['getOrganizationUsage']> = ({ path }, context) => {
  const { store } = context;
  const { id: uuid, slug } = store.organizations.get(path.org_slug)!;
  const databases = store.databases.ofOrganization(slug).map(({ id }) => usageOf(context, id));
  const usage = {
    ...databases.reduce((sum, database) => add(sum, database.usage), nothing),
    databases: databases.length,
    locations: usedLocations(store, slug).size,
  };
  return { status: 200, body: { organization: { uuid, usage, databases } } };
};

function usageOf({ store, clock }: Context, uuid: string): components['schemas']['DatabaseUsage'] {
  const now = clock.now();
  const instances = store.usage.ofDatabase(uuid, startOfMonth(now), endOfMonth(now)).map((row) => ({
    uuid: row.uuid,
    usage: {
      rows_read: row.rowsRead,
      rows_written: row.rowsWritten,
      storage_bytes: row.destroyedAt === null ? row.storageBytes : 0,
    },
  }));
  return { uuid, instances, usage: instances.reduce((sum, { usage }) => add(sum, usage), nothing) };
}

const nothing: Usage = { rows_read: 0, rows_written: 0, storage_bytes: 0 };

function add(one: Usage, other: Usage): Usage {
  return {
    rows_read: one.rows_read + other.rows_read,
    rows_written: one.rows_written + other.rows_written,
    storage_bytes: one.storage_bytes + other.storage_bytes,
  };
}
