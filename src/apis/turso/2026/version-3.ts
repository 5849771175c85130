import type { operations } from '../../../contract/generated/turso-2026.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import { deleteDatabase } from '../resources/deletion.ts';
import { findOrganization } from '../resources/find.ts';
import { requirePlan } from '../resources/plan-limits.ts';
import { deletedDatabases } from '../resources/recovery.ts';
import { addDatabase } from './create-database.ts';
import { matching } from './databases.ts';
import { findDatabaseById, findGroupById } from './find.ts';
import { pageOf, rowsAfter } from './pages.ts';
import { surroundingsOf, toDatabaseV3 } from './to-database.ts';
import { toGroup } from './to-group.ts';

const defaultLimit = 100;

/**
 * Lists the databases that were deleted and can be restored, or with `deleted=false` those that are live.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/databases/list-deleted.mdx
 */
export const listDeletedDatabases: Handler<operations['listDeletedDatabases']> = (input, context) => {
  const { path, query, principal } = input;
  const { slug, id } = findOrganization(context, path);
  const { deleted = false, cursor, limit = defaultLimit, search, group_id, parent_db_id: parent } = query;
  const within = principal.restriction?.group;
  if (deleted) requirePlan(context, 'developer', 403);
  const rows = deleted
    ? rowsAfter(
        deletedDatabases(context, slug).filter(
          (row) =>
            (search === undefined || row.name.includes(search.toLowerCase())) &&
            [group_id?.toLowerCase(), within].every((group) => group === undefined || row.groupId === group) &&
            (parent === undefined || row.parentId === parent.toLowerCase()),
        ),
        cursor,
      )
    : matching(context, slug, cursor, { search, group_id, parent, within });
  const page = pageOf(rows, limit);
  const around = surroundingsOf(context, page.rows);
  const databases = page.rows.map((row) => toDatabaseV3(row, around, id));
  return { status: 200, body: { databases, pagination: page.pagination } };
};

/** @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/databases_v3.go */
export const createDatabaseV3: Handler<operations['createDatabaseV3']> = (input, context) => {
  const { path, body } = input;
  const { store } = context;
  const organization = findOrganization(context, path);
  const { group_id: groupId, ...request } = body;
  // A branch goes into the group of its source.
  const { seed } = request;
  const source =
    seed?.type === 'database' ? store.databases.find(organization.slug, seed.name ?? seed.value ?? '') : undefined;
  const asked = groupId?.toLowerCase() ?? source?.groupId ?? undefined;
  const group = asked === undefined ? undefined : store.groups.byId(asked);
  const isThere = group?.organization === organization.slug && group.deletedAt === null;
  const row = addDatabase(context, input, organization, isThere ? group : undefined, request, {
    content: input.content,
    isV3: true,
  });
  return { status: 200, body: { database: toDatabaseV3(row, surroundingsOf(context, [row]), organization.id) } };
};

/** @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/databases_v3.go */
export const getDatabaseV3: Handler<operations['getDatabaseV3']> = ({ path }, context) => {
  const row = findDatabaseById(context, path);
  const database = toDatabaseV3(row, surroundingsOf(context, [row]), findOrganization(context, path).id);
  const rules = { allowed_ips: [...row.allowedIps], allowed_aws_vpc_ids: [...row.allowedVpcs] };
  return { status: 200, body: { database: { ...database, allow_rules_config: rules } } };
};

/** @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/databases_v3.go */
export const deleteDatabaseV3: Handler<operations['deleteDatabaseV3']> = (input, context) => {
  const row = findDatabaseById(context, input.path);
  // No 400 is documented here.
  deleteDatabase(context, input, row, 403);
  return { status: 200, body: { database: row.name } };
};

/** @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/groups_v3.go */
export const listGroupsV3: Handler<operations['listGroupsV3']> = ({ path, principal }, context) => {
  const within = principal.restriction?.group;
  const rows = context.store.groups.ofOrganization(findOrganization(context, path).slug);
  const groups = rows.filter(({ id }) => within === undefined || id === within).map((row) => toGroup(context, row));
  return { status: 200, body: { groups } };
};

/** @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/groups_v3.go */
export const getGroupV3: Handler<operations['getGroupV3']> = ({ path }, context) => ({
  status: 200,
  body: { group: toGroup(context, findGroupById(context, path)) },
});
