import { Problem } from '../../../contract/problem.ts';
import type { Context } from '../../../sandbox/handler.ts';
import type { DatabaseRow } from '../../../sandbox/store/tables/databases.ts';
import type { GroupRow } from '../../../sandbox/store/tables/groups.ts';
import { messages } from '../messages.ts';
import { type Caller, recordChange } from './audit.ts';

/** So many databases that were deleted by themselves are kept at most; the oldest go first. */
const mostDeleted = 1_000;

/**
 * Deletes a database. Its tokens and its name end at once; it can be restored for five days.
 *
 * @param refusal the status of a refusal, which depends on the edition
 * @throws Problem for one that is protected, and for a schema that databases belong to
 */
export function deleteDatabase(
  context: Context,
  caller: Caller,
  { id, organization }: Pick<DatabaseRow, 'id' | 'organization'>,
  refusal: 400 | 403,
): void {
  const { store, clock, transitions } = context;
  const database = store.databases.byId(id)!;
  const group = database.groupId === null ? undefined : store.groups.byId(database.groupId);
  requireUnprotected(database, refusal);
  if (group?.deleteProtection) throw new Problem(refusal, messages.groupProtected(group.name));
  if (database.isSchema && store.databases.list(organization).some(({ schemaId }) => schemaId === id)) {
    throw new Problem(refusal, messages.schemaHasChildren(database.name));
  }
  purgeExpired(context);
  for (const { uuid } of store.instances.ownLive(id)) transitions.cancel(uuid);
  store.databases.markDeleted(id, clock.now());
  store.databases.purgeBeyond(mostDeleted);
  recordChange(context, caller, {
    organization,
    code: 'db-delete',
    data: { ...(group && { group: group.name }), database: database.name },
  });
}

/**
 * Deletes a group and the databases in it, and revokes the API tokens that are restricted to it. It can be restored for
 * five days.
 *
 * @param refusal the status of a refusal, which depends on the edition
 * @throws Problem for a group that is protected, or has a database that is
 */
export function deleteGroup(context: Context, caller: Caller, group: GroupRow, refusal: 400 | 403): void {
  const { store, clock, transitions } = context;
  if (group.deleteProtection) throw new Problem(refusal, messages.groupProtected(group.name));
  const databases = store.databases.ofGroup(group.id);
  for (const database of databases) requireUnprotected(database, refusal);
  purgeExpired(context);
  const now = clock.now();
  for (const { id } of databases) store.databases.markDeleted(id, now, now);
  for (const { instanceUuid } of store.groups.locations(group.id)) transitions.cancel(instanceUuid);
  store.apiTokens.removeOfGroup(group.id);
  store.groups.update(group.id, { deletedAt: now });
  const { organization, name } = group;
  recordChange(context, caller, { organization, code: 'group-delete', data: { group: name } });
}

function requireUnprotected({ name, deleteProtection }: DatabaseRow, refusal: number): void {
  if (deleteProtection) throw new Problem(refusal, messages.databaseProtected(name));
}

/** Removes for good what can no longer be restored. */
function purgeExpired({ store, clock, switches }: Context): void {
  const until = clock.now() - switches.recoveryWindow;
  store.databases.purge(until);
  store.groups.purge(until);
}
