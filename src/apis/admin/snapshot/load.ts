import type { Baseline } from '../../../sandbox/baseline.ts';
import type { ClockState } from '../../../sandbox/clock/clock.ts';
import type { Store } from '../../../sandbox/store/store.ts';
import { parseTime } from '../../../sandbox/clock/time.ts';
import type { TransitionKinds } from '../../../sandbox/transitions.ts';
import { instanceLabel, type Snapshot } from './save.ts';

/** Gives a database, in a store, the rows that a snapshot has for it. */
export type GiveContent = (store: Store, row: Snapshot['databases'][number]) => void;

/**
 * Creates a baseline that writes a valid snapshot into an empty store and continues from its generator's position.
 *
 * @param giveContent gives a database its rows, if the snapshot has some
 */
export function snapshotBaseline(snapshot: Snapshot, kinds: TransitionKinds, giveContent?: GiveContent): Baseline {
  return ({ store, generator }) => {
    loadPeople(store, snapshot);
    loadDatabases(store, snapshot, giveContent);
    loadLambdaInstances(store, snapshot);
    loadTransitions(store, snapshot, kinds);
    if (snapshot.generator) generator.moveTo(snapshot.generator.position);
  };
}

/** Returns the clock's state after a snapshot is loaded: stopped or running at the snapshot's time. */
export function snapshotTime({ clock }: Snapshot): ClockState {
  const now = parseTime(clock.now);
  return clock.running ? { offset: now - Date.now(), stoppedAt: undefined } : { offset: 0, stoppedAt: now };
}

function loadPeople(store: Store, { users, organizations, members, apiTokens, userFiles }: Snapshot): void {
  for (const { username } of users) store.organizations.addUser(username);
  for (const organization of organizations) store.organizations.add(organization);
  for (const member of members) store.organizations.addMember(member);
  for (const { id, name, username, hash = null, createdAt } of apiTokens) {
    store.apiTokens.add({ id, name, username, hash, createdAt: parseTime(createdAt) });
  }
  for (const { id, name, description, owner, contentBase64 } of userFiles) {
    store.userFiles.add({ id, name, description, owner, content: Buffer.from(contentBase64, 'base64') });
  }
}

function loadDatabases(store: Store, snapshot: Snapshot, giveContent?: GiveContent): void {
  const { databases, instances, usage } = snapshot;
  const ids = new Map<string, string>();
  for (const row of databases) {
    const { id, organization, name, createdAt, signingKey } = row;
    ids.set(`${organization}/${name}`, id);
    const seed = Buffer.from(signingKey, 'base64url');
    store.databases.add({ id, organization, name, signingKey: seed, createdAt: parseTime(createdAt) });
    if (row.contentBase64 !== undefined) giveContent?.(store, row);
    else if (row.initialSql !== undefined) store.databases.setInitialSql(id, row.initialSql);
  }
  for (const { organization, database, hostname14, createdAt, destroyedAt, ...row } of instances) {
    store.instances.add({
      ...row,
      database: ids.get(`${organization}/${database}`)!,
      hostnamePrefix: hostname14,
      createdAt: parseTime(createdAt),
      destroyedAt: destroyedAt === undefined ? null : parseTime(destroyedAt),
    });
  }
  for (const row of usage) store.usage.add(row);
}

function loadLambdaInstances(store: Store, { lambdaInstances }: Snapshot): void {
  for (const { details, hasMachines = true, createdAt, ...row } of lambdaInstances) {
    store.lambdaInstances.add({
      ...row,
      details: JSON.stringify(details),
      held: hasMachines,
      createdAt: parseTime(createdAt),
    });
  }
}

function loadTransitions(store: Store, { transitions, instances }: Snapshot, kinds: TransitionKinds): void {
  const live = instances.filter(({ status }) => status !== 'destroyed');
  const uuids = new Map(live.map((row) => [instanceLabel(row), row.uuid]));
  for (const { id, kind, resource, to, failureMessage = '', dueAt } of transitions) {
    const { api, from } = kinds[kind]!;
    store.transitions.add({
      id,
      kind,
      resource: api === 'turso' ? uuids.get(resource)! : resource,
      label: resource,
      fromStatus: from,
      toStatus: to,
      failureMessage,
      dueAt: dueAt === undefined ? null : parseTime(dueAt),
    });
  }
}
