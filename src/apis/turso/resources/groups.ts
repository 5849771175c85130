import { Problem } from '../../../contract/problem.ts';
import type { Context } from '../../../sandbox/handler.ts';
import { requireCapacity } from '../../../sandbox/limits.ts';
import type { GroupLocationRow, GroupRow } from '../../../sandbox/store/tables/groups.ts';
import { uuidV1 } from '../../../sandbox/uuid.ts';
import { messages } from '../messages.ts';
import { type Caller, recordChange } from './audit.ts';
import { hostnamePrefix } from './names.ts';

/** The one group that a plan without groups has, and that the CLI makes by itself. */
export const defaultGroup = 'default';

/** A group to make, in one location. */
export type NewGroup = Pick<GroupRow, 'id' | 'organization' | 'name' | 'platform' | 'version' | 'extensions'> & {
  readonly location: string;
};

/** @throws Problem 404 */
export function findGroup({ store }: Context, organization: string, name: string): GroupRow {
  const group = store.groups.get(organization, name);
  if (!group) throw new Problem(404, messages.groupNotFound);
  return group;
}

/**
 * Makes a group with a key of its own. Its location is ready when its change of status comes.
 *
 * @param failure why the location is not to become ready
 * @throws Problem 409 for a name that is taken
 */
export function createGroup(context: Context, caller: Caller, group: NewGroup, failure?: string): GroupRow {
  const { store, generator, clock } = context;
  requireCapacity(context.limits, 'groups', store.groups.hasRoom);
  const { location, ...given } = group;
  if (store.groups.get(group.organization, group.name)) throw new Problem(409, messages.groupTaken);
  const row: GroupRow = {
    ...given,
    deleteProtection: false,
    signingKey: generator.bytes(32),
    migrationStatus: 'none',
    migrationComment: '',
    createdAt: clock.now(),
    archivedAt: null,
    deletedAt: null,
  };
  store.groups.add(row);
  beginLocation(context, row, location, 0, failure);
  recordChange(context, caller, { organization: row.organization, code: 'group-create', data: { group: row.name } });
  return row;
}

/**
 * Adds a location to a group; one that it has stays as it is (inferred).
 *
 * @throws Problem 400 for a group that cannot have another
 */
export function addGroupLocation(context: Context, group: GroupRow, code: string, failure?: string): void {
  if (group.platform === 'aws') throw new Problem(400, messages.replicationNotSupported);
  const locations = context.store.groups.locations(group.id);
  if (locations.some((location) => location.code === code)) return;
  const last = Math.max(...locations.map(({ position }) => position));
  beginLocation(context, group, code, last + 1, failure);
}

/** Takes a location away from a group. @throws Problem 400 for the primary, and for one that it does not have */
export function removeGroupLocation(context: Context, group: GroupRow, code: string): void {
  const { instanceUuid, position } = findGroupLocation(context, group, code);
  if (position === 0) throw new Problem(400, messages.primaryLocation(code, group.name));
  context.store.groups.removeLocation(instanceUuid);
  context.transitions.cancel(instanceUuid);
}

/** @throws Problem 400 for a location that the group does not have */
export function findGroupLocation({ store }: Context, group: GroupRow, code: string): GroupLocationRow {
  const location = store.groups.locations(group.id).find((each) => each.code === code);
  if (!location) throw new Problem(400, messages.invalidLocationCode);
  return location;
}

/**
 * Replaces the key of a group, and those of its databases, deleted ones too: no token that was made before opens one of
 * them.
 */
export function rotateGroupKeys(context: Context, caller: Caller, { id, organization, name }: GroupRow): void {
  const { store, generator } = context;
  store.groups.update(id, { signingKey: generator.bytes(32) });
  const deleted = store.databases.deleted(organization).filter(({ groupId }) => groupId === id);
  for (const { id: databaseId } of [...store.databases.ofGroup(id), ...deleted]) {
    store.databases.setSigningKey(databaseId, generator.bytes(32));
  }
  recordChange(context, caller, { organization, code: 'group-token-invalidate', data: { group: name } });
}

function beginLocation(
  { store, generator, clock, transitions }: Context,
  { id, organization, name }: GroupRow,
  code: string,
  position: number,
  failure: string | undefined,
): void {
  const instanceUuid = uuidV1(generator);
  store.groups.addLocation({
    instanceUuid,
    groupId: id,
    code,
    position,
    hostnamePrefix: hostnamePrefix(generator),
    status: 'provisioning',
    createdAt: clock.now(),
  });
  transitions.begin({
    kind: 'location-ready',
    resource: instanceUuid,
    label: `${organization}/${name}/${code}`,
    fromStatus: 'provisioning',
    toStatus: failure === undefined ? 'ready' : 'failed',
    failureMessage: failure ?? '',
  });
}
