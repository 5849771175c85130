import type { components, operations } from '../../../contract/generated/turso-2026.ts';
import { endOfMonth, startOfMonth } from '../../../sandbox/clock/time.ts';
import type { Context, Handler } from '../../../sandbox/handler.ts';
import { findOrganization } from '../resources/find.ts';
import { usedLocations } from '../resources/plan-limits.ts';

type Usage = components['schemas']['Usage'];
type DatabaseUsage = components['schemas']['DatabaseUsage'];

/**
 * The sums of the calendar month. Databases that were deleted in it stay in the list, without instances.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/organizations/usage.mdx
 */
export const getOrganizationUsage: Handler<operations['getOrganizationUsage']> = ({ path }, context) => {
  const { store, clock } = context;
  const { id: uuid, slug } = findOrganization(context, path);
  const live = store.databases.list(slug);
  const deleted = store.databases.deleted(slug).filter(({ deletedAt }) => deletedAt! >= startOfMonth(clock.now()));
  const databases = [...live, ...deleted]
    .toSorted((one, other) => one.createdAt - other.createdAt)
    .map(({ id, deletedAt }) => (deletedAt === null ? usageOf(context, id) : goneDatabase(id)));
  const usage = {
    ...sum(databases.map((database) => database.usage)),
    databases: live.length,
    locations: usedLocations(store, slug).size,
    groups: store.groups.ofOrganization(slug).length,
  };
  return { status: 200, body: { organization: { uuid, usage, databases } } };
};

function usageOf({ store, clock }: Context, uuid: string): DatabaseUsage {
  const now = clock.now();
  const [from, to] = [startOfMonth(now), endOfMonth(now)];
  const present = store.usage.ofDatabase(uuid, from, to);
  const former = store.usage.ofFormerInstances(uuid, from, to);
  const instances = [...present, ...former].map((row) => ({
    uuid: row.uuid,
    usage: {
      rows_read: row.rowsRead,
      rows_written: row.rowsWritten,
      storage_bytes: row.destroyedAt === null ? row.storageBytes : 0,
      bytes_synced: row.bytesSynced,
    },
  }));
  return { uuid, instances, usage: sum(instances.map(({ usage }) => usage)) };
}

function goneDatabase(uuid: string): DatabaseUsage {
  return { uuid, instances: [], usage: sum([]) };
}

function sum(parts: readonly Usage[]): Usage {
  const total = { rows_read: 0, rows_written: 0, storage_bytes: 0, bytes_synced: 0 };
  for (const part of parts) {
    total.rows_read += part.rows_read;
    total.rows_written += part.rows_written;
    total.storage_bytes += part.storage_bytes;
    total.bytes_synced += part.bytes_synced;
  }
  return total;
}
