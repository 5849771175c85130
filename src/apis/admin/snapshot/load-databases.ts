import type { components } from '../../../contract/generated/admin.ts';
import { parseTime } from '../../../sandbox/clock/time.ts';
import type { Store } from '../../../sandbox/store/store.ts';
import type { Snapshot } from './save.ts';

type Schemas = components['schemas'];

/** The moment that a text stands for; null for none. */
export function momentOf(text: string | undefined): number | null {
  return text === undefined ? null : parseTime(text);
}

/** Gives a database, in a store, the rows that a snapshot has for it. */
export type GiveContent = (store: Store, row: Snapshot['databases'][number]) => void;

/** Writes groups, databases with their rows, their instances and usage. */
export function loadDatabases(store: Store, snapshot: Snapshot, giveContent?: GiveContent): void {
  const { groups = [], databases, instances, usage, deletedDatabases = [], topQueries = [] } = snapshot;
  for (const row of groups) loadGroup(store, row);
  const ids = new Map<string, string>();
  for (const row of databases) {
    ids.set(`${row.organization}/${row.name}`, row.id);
    loadDatabase(store, row);
    if (row.contentBase64 !== undefined) giveContent?.(store, row);
    else if (row.initialSql !== undefined) store.databases.setInitialSql(row.id, row.initialSql);
  }
  const owners = new Map<string, string>();
  for (const row of instances) {
    const id = ids.get(`${row.organization}/${row.database}`)!;
    owners.set(row.uuid, id);
    loadInstance(store, row, id);
  }
  for (const row of usage) loadUsage(store, row, row.database ?? owners.get(row.instance)!);
  for (const { deletedAt, groupDeletedAt, instances: own = [], usage: used = [], ...row } of deletedDatabases) {
    loadDatabase(store, row, { deletedAt: parseTime(deletedAt), groupDeletedAt: momentOf(groupDeletedAt) });
    for (const instance of own) loadInstance(store, instance, row.id);
    for (const each of used) loadUsage(store, each, row.id);
  }
  for (const { at, ...row } of topQueries) store.topQueries.add({ ...row, at: parseTime(at) });
}

function loadGroup(store: Store, { locations, signingKey, createdAt, ...row }: Schemas['GroupRow']): void {
  store.groups.add({
    ...row,
    extensions: row.extensions ?? null,
    deleteProtection: row.deleteProtection ?? false,
    migrationStatus: row.migrationStatus ?? 'none',
    migrationComment: row.migrationComment ?? '',
    signingKey: Buffer.from(signingKey, 'base64url'),
    createdAt: parseTime(createdAt),
    archivedAt: momentOf(row.archivedAt),
    deletedAt: momentOf(row.deletedAt),
  });
  for (const [index, location] of locations.entries()) {
    store.groups.addLocation({
      instanceUuid: location.instance,
      groupId: row.id,
      code: location.code,
      position: location.position ?? index,
      hostnamePrefix: location.hostname14,
      status: location.status,
      failureMessage: location.failureMessage ?? '',
      createdAt: parseTime(location.createdAt),
    });
  }
}

interface Deletion {
  readonly deletedAt: number | null;
  readonly groupDeletedAt: number | null;
}

function loadDatabase(
  store: Store,
  { signingKey, createdAt, branchedAt, archivedAt, ...row }: Schemas['DatabaseRow'],
  deletion: Deletion = { deletedAt: null, groupDeletedAt: null },
): void {
  store.databases.add({
    ...row,
    ...deletion,
    signingKey: Buffer.from(signingKey, 'base64url'),
    createdAt: parseTime(createdAt),
    branchedAt: momentOf(branchedAt),
    archivedAt: momentOf(archivedAt),
  });
}

function loadInstance(
  store: Store,
  { organization: _organization, hostname14, createdAt, destroyedAt, ...row }: Schemas['InstanceRow'],
  database: string,
): void {
  store.instances.add({
    ...row,
    database,
    hostnamePrefix: hostname14,
    createdAt: parseTime(createdAt),
    destroyedAt: momentOf(destroyedAt),
  });
}

function loadUsage(store: Store, row: Schemas['UsageRow'], database: string): void {
  const { instance, month, hour = `${month}-01T00:00:00Z`, storageBytes } = row;
  const at = parseTime(hour);
  store.usage.add({ ...row, database, at });
  if (storageBytes !== undefined) store.usage.noteStorage(database, instance, at, storageBytes);
}
