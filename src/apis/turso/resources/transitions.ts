import type { GroupRow } from '../../../sandbox/store/tables/groups.ts';
import type { InstanceStatus } from '../../../sandbox/store/tables/instances.ts';
import type { TransitionKind } from '../../../sandbox/transitions.ts';

/** The transitions that the Turso operations start. */
export const tursoTransitions = {
  'instance-ready': {
    api: 'turso',
    startedBy: 'createDatabaseInstance',
    from: 'provisioning',
    to: 'ready',
    failed: 'failed',
    apply: (store, { resource, toStatus, failureMessage }) =>
      store.instances.setStatus(resource, toStatus as InstanceStatus, failureMessage),
  },
  'location-ready': {
    api: 'turso',
    startedBy: 'addLocationToGroup',
    from: 'provisioning',
    to: 'ready',
    failed: 'failed',
    apply: (store, { resource, toStatus, failureMessage }) =>
      store.groups.setLocationStatus(resource, toStatus as Exclude<InstanceStatus, 'destroyed'>, failureMessage),
  },
  'group-migrated': {
    api: 'turso',
    startedBy: 'startGroupAwsMigration',
    from: 'pending',
    to: 'finished',
    failed: 'aborted',
    apply: (store, { resource, toStatus, failureMessage }) =>
      store.groups.update(resource, {
        migrationStatus: toStatus as GroupRow['migrationStatus'],
        migrationComment: failureMessage,
      }),
  },
} as const satisfies Record<string, TransitionKind>;
