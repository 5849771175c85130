import { Problem } from '../../../contract/problem.ts';
import type { Context } from '../../../sandbox/handler.ts';
import type { DatabaseRow } from '../../../sandbox/store/tables/databases.ts';
import type { GroupRow } from '../../../sandbox/store/tables/groups.ts';
import type { InstanceRow } from '../../../sandbox/store/tables/instances.ts';
import { messages } from '../messages.ts';
import { findOrganization } from '../resources/find.ts';
import * as groups from '../resources/groups.ts';

/** How paths name a database. */
export interface DatabasePath {
  readonly organizationSlug: string;
  readonly databaseName: string;
}

export interface GroupPath {
  readonly organizationSlug: string;
  readonly groupName: string;
}

/** @throws Problem 404 */
export function findDatabase(context: Context, path: DatabasePath): DatabaseRow {
  const { slug } = findOrganization(context, path);
  const row = context.store.databases.find(slug, path.databaseName);
  if (!row) throw new Problem(404, messages.databaseNotFound(path.databaseName));
  return row;
}

/** @throws Problem 404 */
export function findDatabaseById(
  context: Context,
  path: { readonly organizationId: string; readonly databaseId: string },
): DatabaseRow {
  const { slug } = findOrganization(context, path);
  const row = context.store.databases.byId(path.databaseId.toLowerCase());
  if (row?.organization !== slug || row.deletedAt !== null) throw new Problem(404, messages.databaseIdNotFound);
  return row;
}

/** @throws Problem 404 */
export function findGroup(context: Context, path: GroupPath): GroupRow {
  return groups.findGroup(context, findOrganization(context, path).slug, path.groupName);
}

/** @throws Problem 404 */
export function findGroupById(
  context: Context,
  path: { readonly organizationId: string; readonly groupId: string },
): GroupRow {
  const { slug } = findOrganization(context, path);
  const row = context.store.groups.byId(path.groupId.toLowerCase());
  if (row?.organization !== slug || row.deletedAt !== null) throw new Problem(404, messages.groupNotFound);
  return row;
}

/** @throws Problem 404 for the database or the instance */
export function findInstance(
  context: Context,
  path: DatabasePath & { readonly instanceName: string },
): { readonly database: DatabaseRow; readonly instance: InstanceRow } {
  const database = findDatabase(context, path);
  const instance = context.store.instances.get(database.id, path.instanceName);
  if (!instance) throw new Problem(404, messages.instanceNotFound(path.instanceName, path.databaseName));
  return { database, instance };
}
