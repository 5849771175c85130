import { databasesPath, ids, ofDatabase, type Turso } from '../open.ts';
import type { Attempts } from './attempt.ts';

/** A user who is a viewer in my-org, or a mere member. */
const viewer = ({ addToken }: Turso) => addToken('monalisa');
const member = ({ addToken }: Turso) => addToken('hubot');
const starter = { options: { plan: 'starter' } } as const;

const protect = ({ store }: Turso) => store.databases.update(ids.myDb, { deleteProtection: true });
const protectGroup = ({ store }: Turso) => store.groups.update(ids.defaultGroup, { deleteProtection: true });
const fillUp = ({ store }: Turso) => {
  const row = { organization: 'my-org', signingKey: new Uint8Array(32), createdAt: 0 };
  for (let number = 0; number < 500; number++) {
    store.databases.add({ ...row, id: `database ${number}`, name: `full-${number}` });
  }
};
const lonely = (parts: Turso) => parts.createUngrouped('lonely-db');
const provision = (body: object) => ({ body: { name: 'new-db', ...body } });
const key = Buffer.alloc(32).toString('base64');

/** Whether an operation, by its id, is reached by these attempts. */
export const isOfDatabases = (id: string): boolean => /Database|TopQueries|uploadDump/.test(id) && !/Group/.test(id);

/** The requests for the documented refusals of databases. */
export const databasesAttempts: Attempts = {
  '403 role-too-low': { token: viewer },
  '403 plan': starter,
  'createDatabase 400 group-not-found': provision({ group: 'no-such-group' }),
  'createDatabase 400 name-taken': { body: { name: 'my-db' } },
  'createDatabase 400 name-too-long': { body: { name: 'x'.repeat(57) } },
  'createDatabase 400 invalid-name': { body: { name: 'My_DB' } },
  'createDatabase 400 name-hyphen': { body: { name: '-db' } },
  'createDatabase 400 group-archived': provision({ group: 'edge' }),
  'createDatabase 400 other-group': provision({ seed: { type: 'database', name: 'edge-db' } }),
  'createDatabase 400 no-group': { ...provision({ seed: { type: 'database', name: 'lonely-db' } }), before: lonely },
  'createDatabase 400 source-not-found': provision({ seed: { type: 'database', name: 'no-such-db' } }),
  'createDatabase 400 source-missing': provision({ seed: { type: 'database' } }),
  'createDatabase 400 outside-window': provision({
    seed: { type: 'database', name: 'my-db', timestamp: '2026-08-01T00:00:00Z' },
  }),
  'createDatabase 400 invalid-timestamp': provision({ seed: { type: 'database', name: 'my-db', timestamp: 'then' } }),
  'createDatabase 400 size-limit-not-supported': provision({ size_limit: '1gb' }),
  'createDatabase 400 invalid-key': provision({
    remote_encryption: { encryption_key: Buffer.alloc(16).toString('base64'), encryption_cipher: 'aes256gcm' },
  }),
  'createDatabase 400 key-missing': {
    ...provision({ seed: { type: 'database', name: 'my-db' } }),
    async before({ turso, createDatabase }) {
      await turso.DELETE(`${databasesPath}/{databaseName}`, ofDatabase('my-db'));
      await createDatabase('my-db', {
        remote_encryption: { encryption_key: key, encryption_cipher: 'aes256gcm' },
      });
    },
  },
  'createDatabase 400 unknown-dump': provision({ seed: { type: 'dump', url: 'https://dumps.example.com/none.sql' } }),
  'createDatabase 400 database-limit': { ...starter, before: fillUp },
  'createDatabase 402 feature-not-available': {
    ...starter,
    ...provision({ remote_encryption: { encryption_key: key, encryption_cipher: 'aes256gcm' } }),
  },

  'uploadDump 400 file-missing': { form: true },
  'listDatabases 400 invalid-cursor': { query: 'cursor=no-cursor' },
  'listDatabases 400 invalid-limit': { query: 'limit=0' },
  'deleteDatabase 400 has-children': {
    path: { databaseName: 'my-schema' },
    async before({ createDatabase }) {
      await createDatabase('my-schema', { is_schema: true });
      await createDatabase('child', { schema: 'my-schema' });
    },
  },
  'deleteDatabase 400 database-protected': { before: protect },
  'deleteDatabase 400 group-protected': { before: protectGroup },
  'updateDatabaseConfiguration 400 size-limit-not-supported': { body: { size_limit: '1gb' } },
  'updateDatabaseConfiguration 400 allow-attach-not-supported': { body: { allow_attach: true } },
  'updateDatabaseConfiguration 400 invalid-address': { body: { allowed_ips: ['192.0.2.0/33'] } },
  'updateDatabaseConfiguration 400 invalid-endpoint': { body: { allowed_aws_vpc_ids: ['vpc-1'] } },
  'updateDatabaseConfiguration 402 feature-not-available': { ...starter, body: { allowed_ips: ['192.0.2.1'] } },
  'getDatabaseUsage 400 invalid-from': { query: 'from=2026-09-01' },
  'getDatabaseUsage 400 invalid-to': { query: 'to=2026-09-15T00:00:00' },
  'getDatabaseUsage 400 ends-before-it-begins': { query: 'from=2026-09-02T00:00:00Z&to=2026-09-01T00:00:00Z' },
  'listTopQueries 400 invalid-from': { query: 'from=2026-09-15' },
  'getDatabaseStats 404 withdrawn': {},
  '400 invalid-expiration': { query: 'expiration=soon' },
  '400 invalid-authorization': { query: 'authorization=admin' },
  '400 permissions-not-supported': { body: { permissions: { read_attach: { databases: [] } } } },
  'invalidateDatabaseTokens 400 key-of-the-group': { path: { databaseName: 'edge-db' } },
  'createDatabaseInstance 200': { path: { databaseName: 'lonely-db' }, before: (parts) => withInstances(parts) },
  'createDatabaseInstance 400 in-a-group': { path: { databaseName: 'my-db' } },
  'createDatabaseInstance 400 invalid-location': { body: { location: 'xyz' } },
  'createDatabaseInstance 400 location-limit': {
    options: { plan: 'starter' },
    path: { databaseName: 'lonely-db' },
    body: { location: 'fra' },
    before: lonely,
  },
  'deleteDatabaseInstance 200': {
    path: { databaseName: 'lonely-db', instanceName: 'premium-triathlon' },
    before: (parts) => withInstances(parts),
  },
  'deleteDatabaseInstance 400 in-a-group': { path: { databaseName: 'my-db', instanceName: 'aws-us-east-1' } },
  'deleteDatabaseInstance 400 primary-instance': {
    path: { databaseName: 'lonely-db', instanceName: 'robust-pyro' },
    before: (parts) => withInstances(parts),
  },
  'deleteDatabaseInstance 404 instance-not-found': {
    path: { databaseName: 'my-db', instanceName: 'no-such-instance' },
  },
  'waitForDatabaseInstance 200': {
    path: { databaseName: 'lonely-db', instanceName: 'premium-triathlon' },
    before: (parts) => withInstances(parts),
  },
  'waitForDatabaseInstance 400 provisioning-failed': {
    path: { databaseName: 'lonely-db', instanceName: 'premium-triathlon' },
    before: (parts) => withInstances(parts, 'failed'),
  },
  'waitForDatabaseInstance 404 instance-not-found': {
    path: { databaseName: 'my-db', instanceName: 'no-such-instance' },
  },
  'transferDatabase 200': { path: { databaseName: 'lonely-db' }, before: (parts) => withInstances(parts) },
  'transferDatabase 400 in-a-group': { path: { databaseName: 'my-db' } },
  'transferDatabase 400 database-name-taken': {
    path: { databaseName: 'lonely-db' },
    async before(parts) {
      await lonely(parts);
      await parts.turso2023.POST('/v1/organizations/{org_slug}/databases', {
        params: { path: { org_slug: 'octocat' } },
        body: { name: 'lonely-db' },
      });
    },
  },
  'transferDatabase 403 role-too-low': { token: member },

  'createDatabaseV3 400 name-taken': { body: { name: 'my-db', group_id: ids.defaultGroup } },
  'createDatabaseV3 400 group-not-found': { body: { name: 'new-db' } },
  'createDatabaseV3 400 invalid-name': { body: { name: 'My_DB', group_id: ids.defaultGroup } },
  'createDatabaseV3 400 name-hyphen': { body: { name: '-db', group_id: ids.defaultGroup } },
  'createDatabaseV3 402 feature-not-available': {
    ...starter,
    body: {
      name: 'new-db',
      group_id: ids.defaultGroup,
      remote_encryption: { encryption_key: key, encryption_cipher: 'aes256gcm' },
    },
  },
  'deleteDatabaseV3 403 protected': { before: protect },
  'listDeletedDatabases 400 invalid-cursor': { query: 'deleted=true&cursor=no-cursor' },
  'listDeletedDatabases 400 invalid-limit': { query: 'limit=0' },
  'restoreDatabase 400 recovery-disabled': {
    before: ({ store }) => store.organizations.update('my-org', { restoreEnabled: false }),
  },
  'restoreDatabase 400 name-taken': { body: { name: 'my-db' } },
  'restoreDatabase 400 invalid-name': { body: { name: 'My_DB' } },
  'restoreDatabase 400 name-hyphen': { body: { name: '-db' } },
  'restoreDatabase 400 database-limit': { options: { plan: 'starter' }, before: fillUp },
  'restoreDatabase 403 role-too-low': { token: member },
};

/** Gives `lonely-db` the instances of the examples. */
async function withInstances(parts: Turso, status: 'ready' | 'failed' = 'ready'): Promise<void> {
  await lonely(parts);
  const { id } = parts.store.databases.get('my-org', 'lonely-db')!;
  for (const [index, name] of ['robust-pyro', 'premium-triathlon'].entries()) {
    parts.store.instances.add({
      uuid: `00000000-0000-4000-8000-00000000000${index}`,
      database: id,
      name,
      type: index === 0 ? 'primary' : 'replica',
      region: index === 0 ? 'ord' : 'ams',
      hostnamePrefix: 'e784ee57c52d83',
      status,
      storageBytes: 0,
      createdAt: 0,
      destroyedAt: null,
    });
  }
}
