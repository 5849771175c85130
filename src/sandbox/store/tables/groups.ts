import type { DatabaseSync } from 'node:sqlite';
import { columnsOf } from '../columns.ts';
import { cached, query, capacityCheck } from '../sqlite.ts';
import type { InstanceStatus } from './instances.ts';

export interface GroupRow {
  /** A UUID. */
  readonly id: string;
  readonly organization: string;
  readonly name: string;
  readonly platform: 'aws' | 'fly';
  readonly version: string;
  /** `all`, or names of extensions; null for none. */
  readonly extensions: 'all' | readonly string[] | null;
  readonly deleteProtection: boolean;
  /** The 32-byte seed of the Ed25519 key that signs its tokens. */
  readonly signingKey: Uint8Array;
  /** How far its move to AWS is. */
  readonly migrationStatus: 'none' | 'pending' | 'finished' | 'aborted';
  readonly migrationComment: string;
  readonly createdAt: number;
  /** Since when it is put away for want of use; null while it is not. */
  readonly archivedAt: number | null;
  readonly deletedAt: number | null;
}

/** Properties of a group that can change. */
export type GroupChanges = Partial<Omit<GroupRow, 'id' | 'createdAt'>>;

export interface GroupLocationRow {
  /** The UUID of the instance that all databases of the group share there. */
  readonly instanceUuid: string;
  readonly groupId: string;
  readonly code: string;
  /** From 0, which is the primary. */
  readonly position: number;
  /** 14 hexadecimal digits. */
  readonly hostnamePrefix: string;
  readonly status: Exclude<InstanceStatus, 'destroyed'>;
  /** Why it failed; empty when it did not. */
  readonly failureMessage: string;
  readonly createdAt: number;
}

/** A location to add. It has not failed unless it says why. */
export type NewGroupLocation = Omit<GroupLocationRow, 'failureMessage'> &
  Partial<Pick<GroupLocationRow, 'failureMessage'>>;

const columns = columnsOf<GroupRow>({
  id: 'plain',
  organization: 'plain',
  name: 'plain',
  platform: 'plain',
  version: 'plain',
  extensions: 'json',
  deleteProtection: 'flag',
  signingKey: 'plain',
  migrationStatus: 'plain',
  migrationComment: 'plain',
  createdAt: 'plain',
  archivedAt: 'plain',
  deletedAt: 'plain',
});

const changeable = [
  'organization',
  'name',
  'platform',
  'version',
  'extensions',
  'deleteProtection',
  'signingKey',
  'migrationStatus',
  'migrationComment',
  'archivedAt',
  'deletedAt',
] as const satisfies readonly (keyof GroupRow)[];

const locationColumns = columnsOf<GroupLocationRow>({
  instanceUuid: 'plain',
  groupId: 'plain',
  code: 'plain',
  position: 'plain',
  hostnamePrefix: 'plain',
  status: 'plain',
  failureMessage: 'plain',
  createdAt: 'plain',
});

type Raw = Readonly<Record<string, unknown>>;

/** Groups and their locations, in the order of their creation. Unless it says otherwise, a function knows no deleted ones. */
export function groupsTable(database: DatabaseSync) {
  const add = query(database, columns.insert('groups'));
  const select = `SELECT ${columns.select()} FROM groups`;
  const get = query<[string, string], Raw>(
    database,
    `${select} WHERE organization = ? AND name = ? AND deleted_at IS NULL`,
  );
  const byId = query<[string], Raw>(database, `${select} WHERE id = ?`);
  const ofOrganization = query<[string], Raw>(
    database,
    `${select} WHERE organization = ? AND deleted_at IS NULL ORDER BY position`,
  );
  const deletedOf = query<[string], Raw>(
    database,
    `${select} WHERE organization = ? AND deleted_at IS NOT NULL ORDER BY deleted_at DESC, position DESC`,
  );
  const all = query<[], Raw>(database, `${select} ORDER BY position`);
  const update = query(database, `${columns.update('groups', changeable)} WHERE id = ?`);
  const purge = query<[number]>(database, 'DELETE FROM groups WHERE deleted_at <= ?');
  const remove = query<[string]>(database, 'DELETE FROM groups WHERE id = ?');
  const hasRoom = capacityCheck(database, 'groups', 'position');

  const addLocation = query(database, locationColumns.insert('group_locations'));
  const locations = `SELECT ${locationColumns.select()} FROM group_locations`;
  const locationsOf = query<[string], GroupLocationRow>(database, `${locations} WHERE group_id = ? ORDER BY position`);
  const allLocations = query<[], GroupLocationRow>(database, `${locations} ORDER BY group_id, position`);
  const setLocationStatus = query<[string, string, string]>(
    database,
    'UPDATE group_locations SET status = ?, failure_message = ? WHERE instance_uuid = ?',
  );
  const removeLocation = query<[string]>(database, 'DELETE FROM group_locations WHERE instance_uuid = ?');

  const parse = (raw: Raw | undefined): GroupRow | undefined => raw && columns.parse(raw);
  const parseAll = (raws: Raw[]): GroupRow[] => raws.map((raw) => columns.parse(raw));

  return {
    add: (row: GroupRow): void => void add.run(...columns.values(row)),
    get: (organization: string, name: string) => parse(get.one(organization, name)),
    /** Deleted or not. */
    byId: cached(database, ['groups'], (id: string) => parse(byId.one(id))),
    ofOrganization: (organization: string) => parseAll(ofOrganization.all(organization)),
    /** Those of an organization that are deleted and can be restored, latest first. */
    deleted: (organization: string) => parseAll(deletedOf.all(organization)),
    /** Deleted ones too. */
    all: () => parseAll(all.all()),
    /** Whether there are fewer than so many, of everybody, deleted ones included. */
    hasRoom,
    /** Changes what is given of a group that there is. */
    update(id: string, changes: GroupChanges): void {
      const row = { ...parse(byId.one(id))!, ...changes };
      update.run(...columns.values(row, changeable), id);
    },
    /** Removes for good those that were deleted at a moment or before. */
    purge: (deletedUntil: number): void => void purge.run(deletedUntil),
    /** Removes it for good; its databases go with it. */
    remove: (id: string): void => void remove.run(id),
    addLocation: (row: NewGroupLocation): void =>
      void addLocation.run(...locationColumns.values({ failureMessage: '', ...row })),
    /** Those of a group, the primary first. */
    locations: (groupId: string) => locationsOf.all(groupId),
    allLocations: () => allLocations.all(),
    setLocationStatus: (instanceUuid: string, status: GroupLocationRow['status'], failureMessage = ''): void =>
      void setLocationStatus.run(status, failureMessage, instanceUuid),
    removeLocation: (instanceUuid: string): void => void removeLocation.run(instanceUuid),
  };
}
