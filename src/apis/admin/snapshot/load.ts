import type { Baseline } from '../../../sandbox/baseline.ts';
import type { ClockState } from '../../../sandbox/clock/clock.ts';
import type { Store } from '../../../sandbox/store/store.ts';
import { parseTime } from '../../../sandbox/clock/time.ts';
import type { TransitionKinds } from '../../../sandbox/transitions.ts';
import { type GiveContent, loadDatabases, momentOf } from './load-databases.ts';
import type { Snapshot } from './save.ts';
import { transitionResources } from './resources.ts';

/**
 * Creates a baseline that writes a valid snapshot into an empty store and continues from its generator's position.
 *
 * @param giveContent gives a database its rows, if the snapshot has some
 */
export function snapshotBaseline(snapshot: Snapshot, kinds: TransitionKinds, giveContent?: GiveContent): Baseline {
  return ({ store, generator }) => {
    loadPeople(store, snapshot);
    loadDatabases(store, snapshot, giveContent);
    loadApiTokens(store, snapshot);
    loadLambdaInstances(store, snapshot);
    for (const { value, ...row } of snapshot.rows ?? []) {
      store.collections.add({ ...row, value: JSON.stringify(value) });
    }
    loadTransitions(store, snapshot, kinds);
    if (snapshot.generator) generator.moveTo(snapshot.generator.position);
  };
}

/** Returns the clock's state in a snapshot: stopped or running at its time. Undefined for a snapshot without a clock. */
export function snapshotTime({ clock }: Snapshot): ClockState | undefined {
  if (!clock) return undefined;
  const now = parseTime(clock.now);
  return clock.running ? { offset: now - Date.now(), stoppedAt: undefined } : { offset: 0, stoppedAt: now };
}

function loadPeople(store: Store, snapshot: Snapshot): void {
  for (const { username, sessionsValidFrom, ...profile } of snapshot.users) {
    store.organizations.addUser(username, { ...profile, sessionsValidFrom: momentOf(sessionsValidFrom) });
  }
  for (const organization of snapshot.organizations) store.organizations.add(organization);
  for (const member of snapshot.members) store.organizations.addMember(member);
  for (const { id, name, description, owner, contentBase64 } of snapshot.userFiles) {
    store.userFiles.add({ id, name, description, owner, content: Buffer.from(contentBase64, 'base64') });
  }
  for (const { username = null, createdAt, ...row } of snapshot.invites ?? []) {
    store.invites.add({ ...row, username, createdAt: parseTime(createdAt) });
  }
  for (const { createdAt, ...row } of snapshot.auditLog ?? []) {
    store.auditLog.add({ ...row, createdAt: parseTime(createdAt) });
  }
  for (const row of snapshot.invoices ?? []) store.invoices.add(row);
  for (const row of snapshot.jwks ?? []) store.jwks.set(row);
  for (const { contentBase64, createdAt, ...row } of snapshot.dumps ?? []) {
    store.dumps.add({ ...row, content: Buffer.from(contentBase64, 'base64'), createdAt: parseTime(createdAt) });
  }
}

/** Those that are restricted to a group come after the groups. */
function loadApiTokens(store: Store, { apiTokens }: Snapshot): void {
  for (const { hash = null, createdAt, ...row } of apiTokens) {
    store.apiTokens.add({ ...row, hash, createdAt: parseTime(createdAt) });
  }
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

function loadTransitions(store: Store, snapshot: Snapshot, kinds: TransitionKinds): void {
  const resources = transitionResources(snapshot, kinds);
  for (const { id, kind, resource, to, failureMessage = '', dueAt } of snapshot.transitions) {
    store.transitions.add({
      id,
      kind,
      resource: resources(kind).get(resource)!.uuid,
      label: resource,
      fromStatus: kinds[kind]!.from,
      toStatus: to,
      failureMessage,
      dueAt: dueAt === undefined ? null : parseTime(dueAt),
    });
  }
}
