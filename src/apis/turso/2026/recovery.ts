import type { operations } from '../../../contract/generated/turso-2026.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import { messages } from '../messages.ts';
import { findOrganization } from '../resources/find.ts';
import { longestName } from '../resources/hostnames.ts';
import { requireDatabaseQuota, requirePlan } from '../resources/plan-limits.ts';
import {
  databasesDeletedWith,
  deletedGroups,
  findDeletedDatabase,
  findDeletedGroup,
  requireRecovery,
  restoreDatabase as bringBack,
  restoreGroup as bringGroupBack,
} from '../resources/recovery.ts';
import { pageOf, rowsAfter } from './pages.ts';
import { surroundingsOf, toDatabaseV3, toTime } from './to-database.ts';
import { toGroup } from './to-group.ts';

const defaultLimit = 100;

/** @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/groups/list-deleted.mdx */
export const listDeletedGroups: Handler<operations['listDeletedGroups']> = ({ path, query }, context) => {
  const { slug } = findOrganization(context, path);
  requirePlan(context, 'developer', 403);
  const { limit = defaultLimit, cursor } = query;
  const { rows, pagination } = pageOf(rowsAfter(deletedGroups(context, slug), cursor), limit);
  const groups = rows.map((row) => ({
    uuid: row.id,
    name: row.name,
    deleted_at: toTime(row.deletedAt!),
    cascade_databases: databasesDeletedWith(context, row).length,
  }));
  return { status: 200, body: { groups, pagination } };
};

/**
 * Brings a database back as it was when it was deleted, under another name if one is given.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/databases/restore.mdx
 */
export const restoreDatabase: Handler<operations['restoreDatabase']> = (input, context) => {
  const { path, body } = input;
  const { store } = context;
  const organization = findOrganization(context, path);
  const deleted = findDeletedDatabase(context, organization.slug, path.databaseId.toLowerCase());
  requireDatabaseQuota(context, organization.slug);
  requirePlan(context, 'developer', 403);
  requireRecovery(organization);
  const name = body?.name ?? deleted.name;
  const group = deleted.groupId === null ? undefined : store.groups.byId(deleted.groupId);
  const longest = longestName(organization.slug, group?.platform === 'aws');
  if (name.length > longest) throw new Problem(400, messages.nameBudget(longest));
  bringBack(context, input, deleted, name);
  const row = store.databases.byId(deleted.id)!;
  return { status: 200, body: { database: toDatabaseV3(row, surroundingsOf(context, [row]), organization.id) } };
};

/** @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/groups/restore.mdx */
export const restoreGroup: Handler<operations['restoreGroup']> = (input, context) => {
  const { store } = context;
  const organization = findOrganization(context, input.path);
  const deleted = findDeletedGroup(context, organization.slug, input.path.groupId.toLowerCase());
  requirePlan(context, 'developer', 403);
  requireRecovery(organization);
  const { restored, failures } = bringGroupBack(context, input, deleted);
  const rows = restored.map((id) => store.databases.byId(id)!);
  const around = surroundingsOf(context, rows);
  return {
    status: 200,
    body: {
      group: toGroup(context, store.groups.byId(deleted.id)!),
      databases: rows.map((row) => toDatabaseV3(row, around, organization.id)),
      failures: { ...failures },
    },
  };
};
