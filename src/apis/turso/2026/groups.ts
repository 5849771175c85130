import type { operations } from '../../../contract/generated/turso-2026.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import { uuidV7 } from '../../../sandbox/uuid.ts';
import { messages } from '../messages.ts';
import { wakeGroup } from '../resources/archive.ts';
import { recordChange } from '../resources/audit.ts';
import { deleteGroup as removeGroup } from '../resources/deletion.ts';
import { findOrganization } from '../resources/find.ts';
import {
  addGroupLocation,
  createGroup as addGroup,
  findGroupLocation,
  removeGroupLocation,
} from '../resources/groups.ts';
import { longestName } from '../resources/hostnames.ts';
import { whenReady } from '../resources/instances.ts';
import { isOnAws, locationName } from '../resources/locations.ts';
import { requireGroupQuota, requireLocationQuota } from '../resources/plan-limits.ts';
import { findGroup } from './find.ts';
import { toGroup } from './to-group.ts';

/**
 * All of an organization, in the order of their creation; a token that is restricted to a group sees that one.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/groups/list.mdx
 */
export const listGroups: Handler<operations['listGroups']> = ({ path, principal }, context) => {
  const within = principal.restriction?.group;
  const rows = context.store.groups.ofOrganization(findOrganization(context, path).slug);
  const groups = rows.filter(({ id }) => within === undefined || id === within).map((row) => toGroup(context, row));
  return { status: 200, body: { groups } };
};

/**
 * Makes a group in one location. It is ready when its change of status comes.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/groups/create.mdx
 */
export const createGroup: Handler<operations['createGroup']> = (input, context) => {
  const { path, body, failure } = input;
  const { generator, clock } = context;
  const { slug: organization } = findOrganization(context, path);
  const { name, location, extensions = null } = body;
  if (locationName(location) === undefined) throw new Problem(400, messages.invalidLocation(location));
  const longest = longestName(organization, true);
  if (name.length > longest) throw new Problem(400, messages.groupNameBudget(longest));
  requireGroupQuota(context, organization);
  const isAws = isOnAws(location);
  const id = uuidV7(generator, clock.now());
  const kind = isAws
    ? ({ platform: 'aws', version: 'tech-preview' } as const)
    : ({ platform: 'fly', version: flyVersion } as const);
  const row = addGroup(context, input, { id, organization, name, ...kind, extensions, location }, failure);
  return { status: 200, body: { group: toGroup(context, row) } };
};

/** The last server that groups on Fly.io ran. */
const flyVersion = 'v0.24.29';

/** @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/groups/retrieve.mdx */
export const getGroup: Handler<operations['getGroup']> = ({ path }, context) => ({
  status: 200,
  body: { group: toGroup(context, findGroup(context, path)) },
});

/**
 * Its databases go with it. All can be restored for five days.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/groups/delete.mdx
 */
export const deleteGroup: Handler<operations['deleteGroup']> = (input, context) => {
  const row = findGroup(context, input.path);
  const group = toGroup(context, row);
  removeGroup(context, input, row, 400);
  return { status: 200, body: { group } };
};

/** @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/groups/configuration.mdx */
export const getGroupConfiguration: Handler<operations['getGroupConfiguration']> = ({ path }, context) => ({
  status: 200,
  body: { delete_protection: findGroup(context, path).deleteProtection },
});

/** @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/groups/update-configuration.mdx */
export const updateGroupConfiguration: Handler<operations['updateGroupConfiguration']> = (input, context) => {
  const { id, organization, name, deleteProtection: before } = findGroup(context, input.path);
  const deleteProtection = input.body.delete_protection ?? before;
  if (deleteProtection !== before) {
    context.store.groups.update(id, { deleteProtection });
    const code = deleteProtection ? 'group-protect' : 'group-unprotect';
    recordChange(context, input, { organization, code, data: { group: name } });
  }
  return { status: 200, body: { delete_protection: deleteProtection } };
};

/** @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/groups/add-location.mdx */
export const addLocationToGroup: Handler<operations['addLocationToGroup']> = ({ path, failure }, context) => {
  const { location } = path;
  if (locationName(location) === undefined) throw new Problem(400, messages.invalidLocation(location));
  const row = findGroup(context, path);
  if (row.platform === 'aws') throw new Problem(400, messages.replicationNotSupported);
  if (isOnAws(location)) throw new Problem(400, messages.invalidLocation(location));
  requireLocationQuota(context, row.organization, location);
  addGroupLocation(context, row, location, failure);
  return { status: 200, body: { group: toGroup(context, row) } };
};

/** @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/groups/remove-location.mdx */
export const removeLocationFromGroup: Handler<operations['removeLocationFromGroup']> = ({ path }, context) => {
  const row = findGroup(context, path);
  removeGroupLocation(context, row, path.location);
  return { status: 200, body: { group: toGroup(context, row) } };
};

/** @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/groups.go */
export const waitForGroupLocation: Handler<operations['waitForGroupLocation']> = ({ path, signal }, context) => {
  const find = () => {
    const { instanceUuid: uuid, status } = findGroupLocation(context, findGroup(context, path), path.location);
    return { uuid, status };
  };
  return whenReady(context, find, messages.locationFailed(path.location, path.groupName), signal);
};

/**
 * Wakes a group that was archived, and the databases in it.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/groups/unarchive.mdx
 */
export const unarchiveGroup: Handler<operations['unarchiveGroup']> = (input, context) => {
  const { store } = context;
  const { id, organization, name, archivedAt } = findGroup(context, input.path);
  if (archivedAt !== null) {
    wakeGroup(context, { id });
    recordChange(context, input, { organization, code: 'group-unarchive', data: { group: name } });
  }
  return { status: 200, body: { group: toGroup(context, store.groups.byId(id)!) } };
};

/**
 * All groups run the latest version already.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/groups/update-database-versions.mdx
 */
export const updateGroupDatabases: Handler<operations['updateGroupDatabases']> = ({ path }, context) => {
  findGroup(context, path);
  return { status: 200, body: undefined };
};
