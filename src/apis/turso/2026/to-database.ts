import type { components } from '../../../contract/generated/turso-2026.ts';
import type { Context } from '../../../sandbox/handler.ts';
import type { DatabaseRow } from '../../../sandbox/store/tables/databases.ts';
import type { GroupRow } from '../../../sandbox/store/tables/groups.ts';
import type { InstanceLocationRow } from '../../../sandbox/store/tables/instances.ts';
import { databaseHostname } from '../resources/hostnames.ts';

type Schemas = components['schemas'];

/** Facts about databases from other rows, read once for a whole list. */
export interface Surroundings {
  group(row: DatabaseRow): GroupRow | undefined;
  places(row: DatabaseRow): readonly InstanceLocationRow[];
  /** The name of a database that another one refers to; undefined for one that is gone. */
  nameOf(id: string): string | undefined;
}

/** @param rows the databases that are to be shown */
export function surroundingsOf({ store }: Context, rows: readonly DatabaseRow[]): Surroundings {
  const groups = new Map<string, GroupRow | undefined>();
  const ofGroups = new Map<string, readonly InstanceLocationRow[]>();
  for (const { id, groupId } of rows) {
    if (groupId === null || groups.has(groupId)) continue;
    groups.set(groupId, store.groups.byId(groupId));
    ofGroups.set(groupId, store.instances.places(id));
  }
  return {
    group: ({ groupId }) => (groupId === null ? undefined : groups.get(groupId)),
    places: ({ id, groupId }) => (groupId === null ? store.instances.places(id) : ofGroups.get(groupId)!),
    nameOf: (id) => store.databases.names(id)?.name,
  };
}

/** A database as the operations under `/v1` show it. */
export function toDatabase(row: DatabaseRow, around: Surroundings): Schemas['Database'] {
  const group = around.group(row);
  const isArchived = (row.archivedAt ?? group?.archivedAt ?? null) !== null;
  return {
    ...identity(row, around),
    block_reads: row.blockReads,
    block_writes: row.blockWrites,
    delete_protection: row.deleteProtection,
    parent: parentOf(row),
    type: 'logical',
    ...(group && { version: group.version }),
    database_type: row.engine,
    sleeping: isArchived,
    archived: isArchived,
    allow_attach: row.allowAttach,
    is_schema: row.isSchema,
    schema: row.schemaId === null ? null : (around.nameOf(row.schemaId) ?? null),
    ...(row.encryptionCipher !== null && {
      encryption_cipher: row.encryptionCipher as Schemas['EncryptionCipher'],
    }),
  };
}

/** A database as the operations under `/v3` show it, live or deleted. */
export function toDatabaseV3(row: DatabaseRow, around: Surroundings, organizationId: string): Schemas['DatabaseV3'] {
  const group = around.group(row);
  const shared = {
    ...identity(row, around),
    organization_id: organizationId,
    ...(group && { group_id: group.id }),
    delete_protection: row.deleteProtection,
  };
  if (row.deletedAt !== null) {
    return {
      ...shared,
      deleted_at: toTime(row.deletedAt),
      ...(row.groupDeletedAt !== null && { group_deleted_at: toTime(row.groupDeletedAt) }),
    };
  }
  return {
    ...shared,
    parent: parentOf(row),
    block_reads: row.blockReads,
    block_writes: row.blockWrites,
    engine: row.engine,
  };
}

function identity(row: DatabaseRow, around: Surroundings) {
  const places = around.places(row);
  const primary = places.find(({ type }) => type === 'primary');
  const group = around.group(row);
  return {
    Name: row.name,
    DbId: row.id,
    Hostname: hostnameOf(row, around),
    ...(group && { group: group.name }),
    regions: [...new Set(places.map(({ region }) => region))],
    ...(primary && { primaryRegion: primary.region }),
  };
}

/** The host of a database, which names the location in a group on AWS. */
export function hostnameOf(row: DatabaseRow, around: Surroundings): string {
  const primary = around.places(row).find(({ type }) => type === 'primary');
  const region = around.group(row)?.platform === 'aws' ? primary!.region : null;
  return databaseHostname(row.organization, row.name, region);
}

function parentOf({ parentId, parentName, branchedAt }: DatabaseRow): Schemas['DatabaseParent'] | null {
  if (parentId === null) return null;
  // The service writes nanoseconds; the clock knows none.
  const moment = new Date(branchedAt!).toISOString().replace('Z', '000000Z');
  return { id: parentId, name: parentName!, branched_at: moment };
}

/** A moment as Go writes it: a fraction of a second without zeros at its end. */
export function toTime(moment: number): string {
  return new Date(moment).toISOString().replace(/(?:\.|(\.\d*?[1-9]))0*Z$/, '$1Z');
}
