import type { operations } from '../../../contract/generated/turso-2026.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Context, Handler } from '../../../sandbox/handler.ts';
import type { DatabaseRow } from '../../../sandbox/store/tables/databases.ts';
import { messages } from '../messages.ts';
import { wakeGroup } from '../resources/archive.ts';
import { recordChange } from '../resources/audit.ts';
import { deleteDatabase as removeDatabase } from '../resources/deletion.ts';
import { findOrganization, organizationNamed } from '../resources/find.ts';
import { longestName } from '../resources/hostnames.ts';
import { findDatabase } from './find.ts';
import { cursorId, pageOf } from './pages.ts';
import { surroundingsOf, toDatabase } from './to-database.ts';

/**
 * All that the filters let through, in the order of their creation; a page of them where a limit is sent.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/databases/list.mdx
 */
export const listDatabases: Handler<operations['listDatabases']> = ({ path, query, principal }, context) => {
  const { slug } = findOrganization(context, path);
  const rows = matching(context, slug, query.cursor, { ...query, within: principal.restriction?.group });
  const page = query.limit === undefined ? { rows, pagination: undefined } : pageOf(rows, query.limit);
  const around = surroundingsOf(context, page.rows);
  const databases = page.rows.map((row) => toDatabase(row, around));
  return { status: 200, body: { databases, ...(page.pagination && { pagination: page.pagination }) } };
};

/** Narrows a list of databases. */
export interface DatabaseFilter {
  /** The name of a group, and its id. */
  readonly group?: string | undefined;
  readonly group_id?: string | undefined;
  /** The id of the group that the caller's token is restricted to. */
  readonly within?: string | undefined;
  /** The name of a schema database. */
  readonly schema?: string | undefined;
  /** Whether only schema databases are meant. */
  readonly type?: 'schema' | undefined;
  /** The id of a parent. */
  readonly parent?: string | undefined;
  /** A part of the name. */
  readonly search?: string | undefined;
}

/** The live databases of an organization after a cursor that a filter lets through. @throws Problem 400 for a cursor */
export function matching(
  { store }: Context,
  organization: string,
  cursor: string | undefined,
  { group, group_id, within, schema, type, parent, search }: DatabaseFilter,
): readonly DatabaseRow[] {
  const rows = cursor === undefined ? store.databases.list(organization) : after(store, organization, cursor);
  const groupIds = [
    ...(group === undefined ? [] : [store.groups.get(organization, group)?.id]),
    ...(group_id === undefined ? [] : [group_id.toLowerCase()]),
    ...(within === undefined ? [] : [within]),
  ];
  const schemaId = schema === undefined ? undefined : store.databases.get(organization, schema)?.id;
  return rows.filter(
    (row) =>
      groupIds.every((id) => id !== undefined && row.groupId === id) &&
      (schema === undefined || (schemaId !== undefined && row.schemaId === schemaId)) &&
      (type === undefined || row.isSchema) &&
      (parent === undefined || row.parentId === parent.toLowerCase()) &&
      (search === undefined || row.name.includes(search.toLowerCase())),
  );
}

function after(store: Context['store'], organization: string, cursor: string): readonly DatabaseRow[] {
  const id = cursorId(cursor);
  if (store.databases.byId(id)?.organization !== organization) throw new Problem(400, messages.invalidCursor);
  return store.databases.listAfter(organization, id);
}

/** @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/databases/retrieve.mdx */
export const getDatabase: Handler<operations['getDatabase']> = ({ path }, context) => {
  const row = findDatabase(context, path);
  return { status: 200, body: { database: toDatabase(row, surroundingsOf(context, [row])) } };
};

/**
 * Its name is free at once. It can be restored for five days.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/databases/delete.mdx
 */
export const deleteDatabase: Handler<operations['deleteDatabase']> = (input, context) => {
  const row = findDatabase(context, input.path);
  removeDatabase(context, input, row, 400);
  return { status: 200, body: { database: row.name } };
};

/**
 * Moves a database without group to another organization of the caller's. Its id and its keys stay.
 *
 * @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/databases.go
 */
export const transferDatabase: Handler<operations['transferDatabase']> = (input, context) => {
  const { path, body, principal } = input;
  const { store } = context;
  const row = findDatabase(context, path);
  const target = organizationNamed(store, body.org);
  if (!target) throw new Problem(404, messages.organizationNotFound);
  const role = store.organizations.membership(target.slug, principal.username)?.role;
  if (role !== 'owner' && role !== 'admin') throw new Problem(403, messages.targetRole(target.slug));
  const group = row.groupId === null ? undefined : store.groups.byId(row.groupId);
  if (group) throw new Problem(400, messages.transferTheGroup(row.name, group.name));
  if (store.databases.get(target.slug, row.name)) {
    throw new Problem(400, messages.databaseNameInUse(target.slug, row.name));
  }
  const longest = longestName(target.slug, false);
  if (row.name.length > longest) throw new Problem(400, messages.nameBudget(longest));
  store.databases.update(row.id, { organization: target.slug });
  for (const organization of [row.organization, target.slug]) {
    const data = { database: row.name, from: row.organization, to: target.slug };
    recordChange(context, input, { organization, code: 'db-transfer', data });
  }
  const moved = store.databases.byId(row.id)!;
  return { status: 200, body: { database: toDatabase(moved, surroundingsOf(context, [moved])) } };
};

/**
 * Wakes a database that was archived, and its group with it.
 *
 * @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/databases.go
 */
export const wakeDatabase: Handler<operations['wakeDatabase']> = (input, context) => {
  const { store } = context;
  const { id, organization, name, groupId, archivedAt } = findDatabase(context, input.path);
  const group = groupId === null ? undefined : store.groups.byId(groupId);
  if (archivedAt !== null || (group?.archivedAt ?? null) !== null) {
    store.databases.update(id, { archivedAt: null });
    if (group) wakeGroup(context, group);
    // The vendor's documentation spells the code so.
    recordChange(context, input, { organization, code: 'db-aunrchive', data: { database: name } });
  }
  return { status: 200, body: undefined };
};

/**
 * All databases run the latest version already.
 *
 * @see https://www.npmjs.com/package/@tursodatabase/api/v/2.0.5
 */
export const updateDatabase: Handler<operations['updateDatabase']> = ({ path }, context) => {
  findDatabase(context, path);
  return { status: 200, body: undefined };
};
