import type { components, operations } from '../../../contract/generated/turso-2023.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Context, Handler } from '../../../sandbox/handler.ts';
import type { GroupRow } from '../../../sandbox/store/tables/groups.ts';
import { uuidV1 } from '../../../sandbox/uuid.ts';
import { messages } from '../messages.ts';
import {
  addGroupLocation,
  createGroup as addGroup,
  defaultGroup,
  findGroup,
  findGroupLocation,
  removeGroupLocation,
} from '../resources/groups.ts';
import { whenReady } from '../resources/instances.ts';
import { deleteGroup as removeGroup } from '../resources/deletion.ts';
import { requireLocationQuota, requirePaidFeature } from '../resources/plan-limits.ts';
import { isWithin } from '../resources/restrictions.ts';

/** @see https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/groups/list-groups.md */
export const listGroups: Handler<operations['listGroups']> = ({ path, principal }, context) => {
  const groups = context.store.groups
    .ofOrganization(path.org_slug)
    .filter(({ id }) => isWithin(principal.restriction, id))
    .map((row) => toGroup(context, row));
  return { status: 200, body: { groups } };
};

/** @see https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/groups/create-group.md */
export const createGroup: Handler<operations['createGroup']> = (input, context) => {
  const { path, body, failure } = input;
  const { org_slug: organization } = path;
  const { name, location, version = 'latest' } = body;
  requireLocation(context, location);
  if (name !== defaultGroup) requirePaidFeature(context);
  requireLocationQuota(context, organization, location);
  const id = uuidV1(context.generator);
  const group = { id, organization, name, platform: 'fly', version, extensions: null, location } as const;
  return { status: 200, body: { group: toGroup(context, addGroup(context, input, group, failure)) } };
};

/** @see https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/groups/retrieve-group.md */
export const getGroup: Handler<operations['getGroup']> = ({ path }, context) => ({
  status: 200,
  body: { group: toGroup(context, findGroup(context, path.org_slug, path.group_name)) },
});

/** @see https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/groups/delete-group.md */
export const deleteGroup: Handler<operations['deleteGroup']> = (input, context) => {
  const { path } = input;
  const row = findGroup(context, path.org_slug, path.group_name);
  const group = toGroup(context, row);
  removeGroup(context, input, row, 403);
  return { status: 200, body: { group } };
};

/** @see https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/groups/add-location.md */
export const addLocationToGroup: Handler<operations['addLocationToGroup']> = ({ path, failure }, context) => {
  requireLocation(context, path.location);
  const row = findGroup(context, path.org_slug, path.group_name);
  requireLocationQuota(context, path.org_slug, path.location);
  addGroupLocation(context, row, path.location, failure);
  return { status: 200, body: { group: toGroup(context, row) } };
};

/** @see https://github.com/tursodatabase/turso-docs/blob/0a7473b/reference/platform-rest-api/groups/remove-location.md */
export const removeLocationFromGroup: Handler<operations['removeLocationFromGroup']> = ({ path }, context) => {
  const row = findGroup(context, path.org_slug, path.group_name);
  removeGroupLocation(context, row, path.location);
  return { status: 200, body: { group: toGroup(context, row) } };
};

/**
 * Answers at once unless the location is provisioning, else when it no longer is or is gone.
 *
 * @see https://github.com/tursodatabase/turso-cli/blob/4a3ef7e/internal/turso/groups.go
 */
export const waitForGroupLocation: Handler<operations['waitForGroupLocation']> = (input, context) => {
  const { org_slug, group_name, location } = input.path;
  const find = () => {
    const row = findGroupLocation(context, findGroup(context, org_slug, group_name), location);
    return { uuid: row.instanceUuid, status: row.status };
  };
  return whenReady(context, find, messages.locationFailed(location, group_name), input.signal);
};

function requireLocation({ locations }: Context, code: string): void {
  if (!Object.hasOwn(locations, code)) throw new Problem(400, messages.invalidLocation(code));
}

function toGroup({ store }: Context, { id, name }: GroupRow): components['schemas']['Group'] {
  const codes = store.groups.locations(id).map(({ code }) => code);
  return { name, locations: codes, primary: codes[0]! };
}
