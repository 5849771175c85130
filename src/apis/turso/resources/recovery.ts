import { Problem } from '../../../contract/problem.ts';
import type { Context } from '../../../sandbox/handler.ts';
import type { DatabaseRow } from '../../../sandbox/store/tables/databases.ts';
import type { GroupRow } from '../../../sandbox/store/tables/groups.ts';
import type { OrganizationRow } from '../../../sandbox/store/tables/organizations.ts';
import { messages } from '../messages.ts';
import { type Caller, recordChange } from './audit.ts';
import { requireDatabaseQuota } from './plan-limits.ts';

/** The databases of an organization that can still be restored, the one that was deleted last first. */
export function deletedDatabases({ store, clock, switches }: Context, organization: string): DatabaseRow[] {
  return store.databases
    .deleted(organization)
    .filter((row) => isRestorable(row, clock.now() - switches.recoveryWindow));
}

/** The groups of an organization that can still be restored, the one that was deleted last first. */
export function deletedGroups({ store, clock, switches }: Context, organization: string): GroupRow[] {
  return store.groups.deleted(organization).filter((row) => isRestorable(row, clock.now() - switches.recoveryWindow));
}

/** The databases that were deleted together with a group, in the order in which they are restored. */
export function databasesDeletedWith(context: Context, { id, organization, deletedAt }: GroupRow): DatabaseRow[] {
  return deletedDatabases(context, organization)
    .filter(({ groupId, groupDeletedAt }) => groupId === id && groupDeletedAt === deletedAt)
    .toReversed();
}

/** @throws Problem 404 for a database that is not deleted, or no longer kept */
export function findDeletedDatabase(
  { store, clock, switches }: Context,
  organization: string,
  id: string,
): DatabaseRow {
  const row = store.databases.byId(id);
  if (row?.organization === organization && isRestorable(row, clock.now() - switches.recoveryWindow)) return row;
  throw new Problem(404, messages.deletedDatabaseNotFound);
}

/** @throws Problem 404 for a group that is not deleted, or no longer kept */
export function findDeletedGroup({ store, clock, switches }: Context, organization: string, id: string): GroupRow {
  const row = store.groups.byId(id);
  if (row?.organization === organization && isRestorable(row, clock.now() - switches.recoveryWindow)) return row;
  throw new Problem(404, messages.deletedGroupNotFound);
}

/** @throws Problem 400 where an organization has put recovery away */
export function requireRecovery({ slug, restoreEnabled }: OrganizationRow): void {
  if (!restoreEnabled) throw new Problem(400, messages.recoveryDisabled(slug));
}

/**
 * Brings a deleted database back: with its id, its key and its data. A group that is deleted comes back with it, alone
 * (inferred).
 *
 * @throws Problem 400 for a name that is taken, or above the quota of the plan
 */
export function restoreDatabase(context: Context, caller: Caller, row: DatabaseRow, name = row.name): void {
  const { store } = context;
  const { organization, groupId } = row;
  requireDatabaseQuota(context, organization);
  if (store.databases.get(organization, name)) throw new Problem(400, messages.databaseNameTaken);
  const group = groupId === null ? undefined : store.groups.byId(groupId);
  if (group && group.deletedAt !== null) reviveGroup(context, caller, group);
  store.databases.restore(row.id, name);
  // An instance that was not ready when its database was deleted has had the time to become so.
  for (const { uuid, status } of store.instances.ownLive(row.id)) {
    if (status === 'provisioning') store.instances.setStatus(uuid, 'ready');
  }
  recordChange(context, caller, {
    organization,
    code: 'db-restore',
    data: { ...(group && { group: group.name }), database: name },
  });
}

/**
 * Brings a deleted group back, and the databases that were deleted with it.
 *
 * @returns why some of the databases could not come back, by their ids
 * @throws Problem 400 for a name that is taken
 */
export function restoreGroup(
  context: Context,
  caller: Caller,
  row: GroupRow,
): { readonly restored: readonly string[]; readonly failures: Readonly<Record<string, string>> } {
  const members = databasesDeletedWith(context, row);
  reviveGroup(context, caller, row);
  const restored: string[] = [];
  const failures: Record<string, string> = {};
  for (const member of members) {
    try {
      restoreDatabase(context, caller, member);
      restored.push(member.id);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      failures[member.id] = error.message;
    }
  }
  return { restored, failures };
}

function reviveGroup(context: Context, caller: Caller, { id, organization, name }: GroupRow): void {
  const { store } = context;
  if (store.groups.get(organization, name)) throw new Problem(400, messages.groupTaken);
  store.groups.update(id, { deletedAt: null });
  // A location that was not ready when its group was deleted has had the time to become so.
  for (const { instanceUuid, status } of store.groups.locations(id)) {
    if (status === 'provisioning') store.groups.setLocationStatus(instanceUuid, 'ready');
  }
  recordChange(context, caller, { organization, code: 'group-restore', data: { group: name } });
}

/** @param since the moment after which something must have been deleted */
function isRestorable({ deletedAt }: { readonly deletedAt: number | null }, since: number): boolean {
  return deletedAt !== null && deletedAt > since;
}
