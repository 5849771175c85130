import { messages } from './messages.ts';
import type { components, operations } from '../../contract/generated/admin.ts';
import { Problem } from '../../contract/problem.ts';
import type { Context, Handler } from '../../sandbox/handler.ts';
import { monthOf } from '../../sandbox/clock/time.ts';
import type { InstanceRow } from '../../sandbox/store/tables/instances.ts';
import type { AdminContext } from './context.ts';

type NewUsage = components['schemas']['AddUsageRequest'];

/** Adds row counts to an instance's usage of this month, and replaces its number of stored bytes. */
export const addUsage: Handler<operations['addUsage'], AdminContext> = ({ body }, { sandbox }) => {
  const { store, clock } = sandbox.context;
  const { uuid: instance, database, storageBytes } = findInstance(sandbox.context, body);
  const at = clock.now();
  const added = { rowsRead: body.rowsRead ?? 0, rowsWritten: body.rowsWritten ?? 0 };
  const before = store.usage.ofMonth(database, instance, at);
  const total = {
    rowsRead: sum(before, added, 'rowsRead'),
    rowsWritten: sum(before, added, 'rowsWritten'),
    storageBytes: body.storageBytes ?? storageBytes,
  };
  sandbox.transaction(() => {
    store.usage.add({ database, instance, at, ...added });
    if (body.storageBytes !== undefined) store.usage.setStorage(database, instance, at, body.storageBytes);
  });
  return { status: 200, body: { instance, month: monthOf(at), ...total } };
};

type Counts = Readonly<Record<'rowsRead' | 'rowsWritten', number>>;

/** @throws Problem 400 for a sum above the largest safe integer */
function sum(before: Counts, added: Counts, property: keyof Counts): number {
  const total = before[property] + added[property];
  if (total <= Number.MAX_SAFE_INTEGER) return total;
  const message = `would come to more than ${Number.MAX_SAFE_INTEGER}`;
  throw new Problem(400, `${property} ${message}`, { violations: [{ pointer: `/body/${property}`, message }] });
}

/** Finds an instance by its names, or the primary instance. @throws Problem 404 */
function findInstance({ store }: Context, { organization, database, instance }: NewUsage): InstanceRow {
  if (!store.organizations.get(organization)) throw new Problem(404, messages.organizationNotFound(organization));
  const row = store.databases.get(organization, database);
  if (!row) throw new Problem(404, messages.databaseNotFound(organization, database));
  const found =
    instance === undefined
      ? store.instances.live(row.id).find(({ type }) => type === 'primary')
      : store.instances.get(row.id, instance);
  if (found) return found;
  throw new Problem(
    404,
    instance === undefined ? messages.noInstance(database) : messages.instanceNotFound(database, instance),
  );
}
