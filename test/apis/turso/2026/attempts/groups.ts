import { groupPath, ids, ofGroup, type Turso } from '../open.ts';
import type { Attempts } from './attempt.ts';

const starter = { options: { plan: 'starter' } } as const;
const edge = { groupName: 'edge' };

/** Whether an operation, by its id, is reached by these attempts. */
export const isOfGroups = (id: string): boolean => /Group/.test(id);

/** The requests for the documented refusals of groups. */
export const groupsAttempts: Attempts = {
  '403 role-too-low': { token: ({ addToken }) => addToken('monalisa') },
  '403 plan': starter,
  'createGroup 400 invalid-location': { body: { name: 'new-group', location: 'aws-us-east-9' } },
  'createGroup 400 name-too-long': { body: { name: 'x'.repeat(57), location: 'aws-us-east-1' } },
  'createGroup 400 invalid-name': { body: { name: 'My_Group', location: 'aws-us-east-1' } },
  'createGroup 400 name-hyphen': { body: { name: '-group', location: 'aws-us-east-1' } },
  'createGroup 402 group-limit': starter,
  'createGroup 409 name-taken': { body: { name: 'default', location: 'aws-us-east-1' } },
  'deleteGroup 400 group-protected': {
    before: ({ store }) => store.groups.update(ids.defaultGroup, { deleteProtection: true }),
  },
  'deleteGroup 400 database-protected': {
    before: ({ store }) => store.databases.update(ids.myDb, { deleteProtection: true }),
  },
  'addLocationToGroup 400 invalid-location': { path: { ...edge, location: 'amss' } },
  'addLocationToGroup 400 replication-not-supported': { path: { groupName: 'default', location: 'ord' } },
  'addLocationToGroup 400 location-limit': { ...starter, path: { ...edge, location: 'fra' } },
  'removeLocationFromGroup 400 invalid-location-code': { path: { ...edge, location: 'xxx' } },
  'removeLocationFromGroup 400 primary-location': { path: { ...edge, location: 'ord' } },
  'waitForGroupLocation 400 invalid-location-code': { path: { ...edge, location: 'xxx' } },
  '400 invalid-expiration': { query: 'expiration=soon' },
  '400 invalid-authorization': { query: 'authorization=admin' },
  '400 permissions-not-supported': { body: { permissions: { read_attach: { databases: [] } } } },
  'transferGroup 400 same-organization': { body: { organization: 'my-org' } },
  'transferGroup 400 group-name-taken': {
    body: { organization: 'octocat' },
    before: ({ turso }) =>
      turso.POST('/v1/organizations/{organizationSlug}/groups', {
        params: { path: { organizationSlug: 'octocat' } },
        body: { name: 'default', location: 'aws-us-east-1' },
      }),
  },
  'transferGroup 400 database-name-taken': {
    body: { organization: 'octocat' },
    before: ({ store }: Turso) =>
      store.databases.add({
        id: '00000000-0000-4000-8000-000000000001',
        organization: 'octocat',
        name: 'my-db',
        signingKey: new Uint8Array(32),
        createdAt: 0,
      }),
  },
  'transferGroup 403 target-role-too-low': { body: { organization: 'octo-labs' } },
  'renameGroup 400 name-too-long': { body: { name: 'x'.repeat(57) } },
  'renameGroup 400 invalid-name': { body: { name: 'My_Group' } },
  'renameGroup 400 name-hyphen': { body: { name: '-group' } },
  'renameGroup 409 name-taken': { body: { name: 'edge' } },
  'startGroupAwsMigration 400 already-on-aws': { path: { groupName: 'default' } },
  'startGroupAwsMigration 400 already-pending': {
    path: edge,
    before: ({ turso }) => turso.POST(`${groupPath}/aws/migration/start`, ofGroup('edge')),
  },
  'abortGroupAwsMigration 200': {
    path: edge,
    before: ({ turso }) => turso.POST(`${groupPath}/aws/migration/start`, ofGroup('edge')),
  },
  'abortGroupAwsMigration 400 not-pending': { path: { groupName: 'default' } },
  'listDeletedGroups 400 invalid-cursor': { query: 'cursor=no-cursor' },
  'listDeletedGroups 400 invalid-limit': { query: 'limit=0' },
  'restoreGroup 400 recovery-disabled': {
    before: ({ store }) => store.organizations.update('my-org', { restoreEnabled: false }),
  },
  'restoreGroup 400 name-taken': { before: ({ createGroup }) => createGroup('staging') },
};
