import type { operations } from '../../../contract/generated/turso-2026.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Context, Handler } from '../../../sandbox/handler.ts';
import type { DatabaseRow } from '../../../sandbox/store/tables/databases.ts';
import type { GroupRow } from '../../../sandbox/store/tables/groups.ts';
import { messages } from '../messages.ts';
import { recordChange } from '../resources/audit.ts';
import { findOrganization, organizationNamed } from '../resources/find.ts';
import { longestName } from '../resources/hostnames.ts';
import { findGroup } from './find.ts';
import { toGroup } from './to-group.ts';

/**
 * Moves a group and its databases to another organization. Ids and keys stay, so that tokens go on; API tokens that are
 * restricted to the group are revoked.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/groups/transfer.mdx
 */
export const transferGroup: Handler<operations['transferGroup']> = (input, context) => {
  const { path, body, principal } = input;
  const { store } = context;
  const source = findOrganization(context, path);
  const group = findGroup(context, path);
  const target = organizationNamed(store, body.organization);
  if (!target) throw new Problem(404, messages.organizationNotFound);
  const role = store.organizations.membership(target.slug, principal.username)?.role;
  if (role !== 'owner' && role !== 'admin') throw new Problem(403, messages.targetRole(target.slug));
  if (target.slug === source.slug) throw new Problem(400, messages.sameOrganization(group.name, source.slug));
  const databases = store.databases.ofGroup(group.id);
  requireFreeNames(context, target.slug, group, databases);

  store.groups.update(group.id, { organization: target.slug });
  // Those that were deleted and can be restored go along.
  const deleted = store.databases.deleted(source.slug).filter(({ groupId }) => groupId === group.id);
  for (const { id } of [...databases, ...deleted]) store.databases.update(id, { organization: target.slug });
  store.apiTokens.removeOfGroup(group.id);
  const data = { group: group.name, from: source.slug, to: target.slug };
  for (const { slug } of [source, target]) {
    recordChange(context, input, { organization: slug, code: 'group-transfer', data });
  }
  return { status: 200, body: toGroup(context, store.groups.byId(group.id)!) };
};

/** A transfer takes all or nothing. @throws Problem 400 for a name that is taken, or too long there */
function requireFreeNames(
  { store }: Context,
  organization: string,
  group: GroupRow,
  databases: readonly DatabaseRow[],
): void {
  if (store.groups.get(organization, group.name)) {
    throw new Problem(400, messages.groupNameInUse(organization, group.name));
  }
  const longest = longestName(organization, group.platform === 'aws');
  for (const { name } of databases) {
    if (store.databases.get(organization, name)) throw new Problem(400, messages.databaseNameInUse(organization, name));
    if (name.length > longest) throw new Problem(400, messages.nameBudget(longest));
  }
}

/**
 * Gives a group another name. Tokens and databases follow its id.
 *
 * @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/groups.go
 */
export const renameGroup: Handler<operations['renameGroup']> = (input, context) => {
  const { store } = context;
  const group = findGroup(context, input.path);
  const { name } = input.body;
  const longest = longestName(group.organization, true);
  if (name.length > longest) throw new Problem(400, messages.groupNameBudget(longest));
  if (name !== group.name) {
    if (store.groups.get(group.organization, name)) throw new Problem(409, messages.groupTaken);
    store.groups.update(group.id, { name });
    const data = { group: name, from: group.name };
    recordChange(context, input, { organization: group.organization, code: 'group-rename', data });
  }
  return { status: 200, body: { group: toGroup(context, store.groups.byId(group.id)!) } };
};

/** @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/groups.go */
export const getGroupAwsMigration: Handler<operations['getGroupAwsMigration']> = ({ path }, context) => ({
  status: 200,
  body: toMigration(findGroup(context, path)),
});

/** @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/groups.go */
export const startGroupAwsMigration: Handler<operations['startGroupAwsMigration']> = ({ path, failure }, context) => {
  const group = findGroup(context, path);
  if (group.platform === 'aws') throw new Problem(400, messages.alreadyOnAws(group.name));
  if (group.migrationStatus === 'pending') throw new Problem(400, messages.migrationPending(group.name));
  const body = setMigration(context, group, 'pending', messages.migrationStarted);
  context.transitions.begin({
    kind: 'group-migrated',
    resource: group.id,
    label: `${group.organization}/${group.name}`,
    fromStatus: 'pending',
    toStatus: failure === undefined ? 'finished' : 'aborted',
    failureMessage: failure ?? '',
  });
  return { status: 200, body };
};

/** @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/groups.go */
export const abortGroupAwsMigration: Handler<operations['abortGroupAwsMigration']> = ({ path, principal }, context) => {
  const group = findGroup(context, path);
  if (group.migrationStatus !== 'pending') throw new Problem(400, messages.migrationNotPending(group.name));
  context.transitions.cancel(group.id);
  return { status: 200, body: setMigration(context, group, 'aborted', messages.migrationAborted(principal.username)) };
};

function setMigration(
  { store }: Context,
  { id }: GroupRow,
  migrationStatus: GroupRow['migrationStatus'],
  migrationComment: string,
) {
  store.groups.update(id, { migrationStatus, migrationComment });
  return toMigration(store.groups.byId(id)!);
}

function toMigration({ migrationStatus, migrationComment }: GroupRow) {
  return { status: migrationStatus, comment: migrationComment };
}
