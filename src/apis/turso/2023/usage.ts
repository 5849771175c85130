import type { components, operations } from '../../../contract/generated/turso-2023.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import { endOfMonth, startOfMonth } from '../../../sandbox/clock/time.ts';
import { findDatabase } from '../resources/find.ts';

type Usage = components['schemas']['Usage'];

/**
 * What the instances that lived in this calendar month have used in it; a destroyed one stores nothing.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/database/get-usage-database-in-org.md
 */
export const getDatabaseUsage: Handler<operations['getDatabaseUsage']> = ({ path }, context) => {
  const { id } = findDatabase(context, path);
  const now = context.clock.now();
  const rows = context.store.usage.ofDatabase(id, startOfMonth(now), endOfMonth(now));
  const instances = rows.map((row) => ({
    uuid: row.uuid,
    usage: {
      rows_read: row.rowsRead,
      rows_written: row.rowsWritten,
      storage_bytes: row.destroyedAt === null ? row.storageBytes : 0,
    },
  }));
  const total = instances.reduce((sum, { usage }) => add(sum, usage), nothing);
  return {
    status: 200,
    body: {
      database: { uuid: id, instances, usage: total },
      instances: Object.fromEntries(instances.map(({ uuid, usage }) => [uuid, usage])),
      total,
    },
  };
};

const nothing: Usage = { rows_read: 0, rows_written: 0, storage_bytes: 0 };

function add(one: Usage, other: Usage): Usage {
  return {
    rows_read: one.rows_read + other.rows_read,
    rows_written: one.rows_written + other.rows_written,
    storage_bytes: one.storage_bytes + other.storage_bytes,
  };
}
