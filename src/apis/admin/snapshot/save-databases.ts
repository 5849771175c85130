import type { components } from '../../../contract/generated/admin.ts';
import { formatTime, monthOf, startOfMonth } from '../../../sandbox/clock/time.ts';
import type { Context } from '../../../sandbox/handler.ts';
import type { DatabaseRow } from '../../../sandbox/store/tables/databases.ts';
import type { GroupLocationRow, GroupRow } from '../../../sandbox/store/tables/groups.ts';
import type { InstanceRow } from '../../../sandbox/store/tables/instances.ts';
import type { UsageRow } from '../../../sandbox/store/tables/usage.ts';
import type { Contents } from './contents.ts';
import { groupBy } from './group-by.ts';

type Schemas = components['schemas'];

type Saved = Pick<Schemas['Snapshot'], 'databases' | 'instances' | 'usage' | 'deletedDatabases' | 'groups'>;

/** Saves databases with their rows, their groups, instances and usage. */
export function saveDatabases({ store }: Context, contents: Contents): Saved {
  const rows = store.databases.all();
  const deleted = store.databases.allDeleted();
  const byId = new Map([...rows, ...deleted].map((row) => [row.id, row]));
  const instances = store.instances.all();
  const ownInstances = new Set(instances.map(({ uuid }) => uuid));
  const isDeleted = ({ database }: { database: string }): boolean => byId.get(database)!.deletedAt !== null;
  const saveInstance = (row: InstanceRow) => toInstance(row, byId.get(row.database)!);
  const saveUsage = (row: UsageRow) => toUsage(row, !ownInstances.has(row.instance));

  const locations = groupBy(store.groups.allLocations(), ({ groupId }) => groupId);
  const groups = store.groups.all().map((row) => toGroup(row, locations.get(row.id) ?? []));
  const usage = store.usage.all();
  const usageOf = groupBy(usage.filter(isDeleted), ({ database }) => database);
  const instancesOf = groupBy(instances.filter(isDeleted), ({ database }) => database);
  const deletedDatabases = deleted.map((row) => ({
    ...toDatabase(row),
    deletedAt: formatTime(row.deletedAt!),
    ...(row.groupDeletedAt !== null && { groupDeletedAt: formatTime(row.groupDeletedAt) }),
    ...(instancesOf.has(row.id) && { instances: instancesOf.get(row.id)!.map(saveInstance) }),
    ...(usageOf.has(row.id) && { usage: usageOf.get(row.id)!.map(saveUsage) }),
  }));
  return {
    databases: rows.map((row) => ({ ...toDatabase(row), ...contents.get(row.id) })),
    instances: instances.filter((row) => !isDeleted(row)).map(saveInstance),
    // By instance and hour, as they were before databases shared instances.
    usage: usage
      .filter((row) => !isDeleted(row))
      .toSorted((one, other) => compare(one.instance, other.instance) || one.hour - other.hour)
      .map(saveUsage),
    ...(groups.length > 0 && { groups }),
    ...(deletedDatabases.length > 0 && { deletedDatabases }),
  };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** Absent properties say what most databases are. */
function toDatabase(row: DatabaseRow): Schemas['DatabaseRow'] {
  const { id, organization, name, createdAt, signingKey, engine, state } = row;
  return {
    id,
    organization,
    name,
    createdAt: formatTime(createdAt),
    signingKey: Buffer.from(signingKey).toString('base64url'),
    ...(row.groupId !== null && { groupId: row.groupId }),
    ...(row.parentId !== null && { parentId: row.parentId }),
    ...(row.parentName !== null && { parentName: row.parentName }),
    ...(row.branchedAt !== null && { branchedAt: formatTime(row.branchedAt) }),
    ...(engine !== 'libsql' && { engine }),
    ...(row.isSchema && { isSchema: true }),
    ...(row.schemaId !== null && { schemaId: row.schemaId }),
    ...(row.sizeLimit !== null && { sizeLimit: row.sizeLimit }),
    ...(row.allowAttach && { allowAttach: true }),
    ...(row.blockReads && { blockReads: true }),
    ...(row.blockWrites && { blockWrites: true }),
    ...(row.deleteProtection && { deleteProtection: true }),
    ...(row.allowedIps.length > 0 && { allowedIps: [...row.allowedIps] }),
    ...(row.allowedVpcs.length > 0 && { allowedVpcs: [...row.allowedVpcs] }),
    ...(row.encryptionCipher !== null && { encryptionCipher: row.encryptionCipher }),
    ...(state !== 'ready' && { state }),
    ...(row.archivedAt !== null && { archivedAt: formatTime(row.archivedAt) }),
  };
}

function toInstance(row: InstanceRow, { organization, name }: DatabaseRow): Schemas['InstanceRow'] {
  return {
    uuid: row.uuid,
    organization,
    database: name,
    name: row.name,
    type: row.type,
    region: row.region,
    hostname14: row.hostnamePrefix,
    status: row.status,
    ...(row.failureMessage && { failureMessage: row.failureMessage }),
    storageBytes: row.storageBytes,
    createdAt: formatTime(row.createdAt),
    ...(row.destroyedAt !== null && { destroyedAt: formatTime(row.destroyedAt) }),
  };
}

function toUsage(row: UsageRow, isShared: boolean): Schemas['UsageRow'] {
  const { database, instance, hour, rowsRead, rowsWritten, bytesSynced, storageBytes } = row;
  return {
    ...(isShared && { database }),
    instance,
    month: monthOf(hour),
    ...(hour !== startOfMonth(hour) && { hour: formatTime(hour) }),
    rowsRead,
    rowsWritten,
    ...(bytesSynced > 0 && { bytesSynced }),
    ...(storageBytes !== null && { storageBytes }),
  };
}

function toGroup(row: GroupRow, locations: readonly GroupLocationRow[]): Schemas['GroupRow'] {
  const { id, organization, name, platform, version, extensions, migrationStatus, migrationComment } = row;
  return {
    id,
    organization,
    name,
    platform,
    version,
    ...(extensions !== null && { extensions: extensions === 'all' ? extensions : [...extensions] }),
    ...(row.deleteProtection && { deleteProtection: true }),
    createdAt: formatTime(row.createdAt),
    ...(row.archivedAt !== null && { archivedAt: formatTime(row.archivedAt) }),
    ...(row.deletedAt !== null && { deletedAt: formatTime(row.deletedAt) }),
    ...(migrationStatus !== 'none' && { migrationStatus }),
    ...(migrationComment !== '' && { migrationComment }),
    signingKey: Buffer.from(row.signingKey).toString('base64url'),
    locations: locations.map(
      ({ code, instanceUuid, position, hostnamePrefix, status, failureMessage, createdAt }, index) => ({
        code,
        instance: instanceUuid,
        ...(position !== index && { position }),
        hostname14: hostnamePrefix,
        status,
        ...(failureMessage !== '' && { failureMessage }),
        createdAt: formatTime(createdAt),
      }),
    ),
  };
}
