import type { components, operations } from '../../../contract/generated/turso-2026.ts';
import { Problem } from '../../../contract/problem.ts';
import { endOfMonth, startOfMonth } from '../../../sandbox/clock/time.ts';
import type { Context, Handler } from '../../../sandbox/handler.ts';
import { messages } from '../messages.ts';
import { findDatabase } from './find.ts';

type Schemas = components['schemas'];
type Usage = Schemas['Usage'];

/**
 * Shows the usage of the hours that begin within a period, which is the current month unless one is asked for.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/databases/usage.mdx
 */
export const getDatabaseUsage: Handler<operations['getDatabaseUsage']> = ({ path, query }, context) => {
  const now = context.clock.now();
  const from = query.from === undefined ? startOfMonth(now) : readTime('from', query.from);
  const to = query.to === undefined ? endOfMonth(Math.max(now, from)) : readTime('to', query.to);
  if (to < from) throw new Problem(400, messages.endsBeforeItBegins);
  const { id } = findDatabase(context, path);
  const database = usageOf(context, id, from, to);
  return {
    status: 200,
    body: {
      database,
      instances: Object.fromEntries(database.instances.map(({ uuid, usage }) => [uuid, usage])),
      total: database.usage,
    },
  };
};

/**
 * The statements that used most, since an hour ago unless told otherwise.
 *
 * @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/databases.go
 */
export const listTopQueries: Handler<operations['listTopQueries']> = ({ path, query }, context) => {
  const since = query.from === undefined ? context.clock.now() - hour : readTime('from', query.from);
  const { id } = findDatabase(context, path);
  const statements = context.store.topQueries.ofDatabase(id, since);
  return {
    status: 200,
    body: statements.map(({ query: text, rowsRead, rowsWritten }) => ({
      query: text,
      rows_read: rowsRead,
      rows_written: rowsWritten,
    })),
  };
};

const hour = 3_600_000;

/**
 * Withdrawn by the vendor: its service answers as if there were no such path.
 *
 * @see https://github.com/tursodatabase/turso-docs/issues/411
 */
export const getDatabaseStats: Handler<operations['getDatabaseStats']> = ({ path }, context) => {
  findDatabase(context, path);
  throw new Problem(404, messages.withdrawn);
};

/**
 * The usage of a database by instance in the hours that begin from one moment until before another. Stored bytes are
 * those at the end.
 */
export function usageOf({ store, clock }: Context, id: string, from: number, to: number): Schemas['DatabaseUsage'] {
  const isOver = to <= clock.now();
  const rows = [...store.usage.ofDatabase(id, from, to), ...store.usage.ofFormerInstances(id, from, to)];
  const instances = rows
    .map((row) => {
      const present = row.destroyedAt === null ? row.storageBytes : 0;
      return {
        uuid: row.uuid,
        usage: {
          rows_read: row.rowsRead,
          rows_written: row.rowsWritten,
          storage_bytes: isOver ? (store.usage.storageAt(id, row.uuid, to) ?? 0) : present,
          bytes_synced: row.bytesSynced,
        },
      };
    })
    .filter(({ usage }) => Object.values(usage).some((count) => count > 0));
  return { uuid: id, instances, usage: instances.reduce((sum, { usage }) => add(sum, usage), nothing) };
}

export const nothing: Usage = { rows_read: 0, rows_written: 0, storage_bytes: 0, bytes_synced: 0 };

export function add(one: Usage, other: Usage): Usage {
  return {
    rows_read: one.rows_read + other.rows_read,
    rows_written: one.rows_written + other.rows_written,
    storage_bytes: one.storage_bytes + other.storage_bytes,
    bytes_synced: one.bytes_synced + other.bytes_synced,
  };
}

function readTime(name: string, text: string): number {
  const moment = Date.parse(text);
  if (Number.isNaN(moment)) throw new Problem(400, messages.invalidTime(name, text));
  return moment;
}
