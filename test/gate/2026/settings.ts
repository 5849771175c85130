import * as fc from 'fast-check';
import type { JsonObject } from '../../helpers/documents.ts';
import { type Operation, operations } from '../../helpers/operations.ts';
import { expiration, freshName, type Setting } from '../setting.ts';
import { databaseBodies, databaseV3Bodies, restrictions } from './bodies.ts';
import { api, lonely, moving } from './story.ts';

/** The names of the instances of the database in no group. */
type Instances = Readonly<Record<'primary' | 'replica', string>>;

type Settings = Readonly<Record<string, Setting>>;

/** Withdrawn: the operation is answered 404 to everything, as the service does. */
const withdrawn = new Set(['getDatabaseStats']);

/** The operations of the edition that the gate asks. */
export const gated: readonly Operation[] = operations.filter(
  (operation) => operation.api === api && !withdrawn.has(operation.id),
);

/** The settings of all operations: names that are there, and what goes with what. */
export function settings2026(instances: Instances): Settings {
  const own = particular(instances);
  return Object.fromEntries(
    gated.map((operation) => [operation.id, { path: usualPath(operation), ...own[operation.id] }]),
  );
}

/** The names of the examples, which the story has; more where it has several. */
function usualPath({ parameters }: Operation): fc.Arbitrary<Readonly<Record<string, string>>> {
  const names = parameters.filter((parameter) => parameter.in === 'path');
  const model = names.map(
    ({ name, example }) => [name, fc.constantFrom(...(several[name] ?? [String(example)]))] as const,
  );
  return fc.record(Object.fromEntries(model), { noNullPrototype: true });
}

const several: Readonly<Record<string, readonly string[]>> = {
  organizationSlug: ['my-org', '0a9aeb70-e351-4c3d-931f-a600ec7d3c9d'],
};

const organizationId = '0a9aeb70-e351-4c3d-931f-a600ec7d3c9d';

function of(path: Readonly<Record<string, string>>): Pick<Setting, 'path'> {
  return { path: fc.constant({ organizationSlug: 'my-org', organizationId, ...path }) };
}

const onFly = of({ databaseName: 'edge-db', groupName: 'edge', location: 'fra' });
const anyDatabase: Pick<Setting, 'path'> = {
  path: fc
    .constantFrom('my-db', 'my-db-branch', 'analytics', 'edge-db')
    .map((databaseName) => ({ organizationSlug: 'my-org', databaseName })),
};
/** Behind every bookmark of the story: what comes after it is a page. */
const cursor = fc.constant(Buffer.from('019bb173-9454-7bac-95e2-222d293912e5').toString('base64url'));
const location = fc.constantFrom('aws-us-east-1', 'aws-eu-west-1', 'fra', 'nrt');
const times = {
  from: fc.constant('2026-09-01T00:00:00Z'),
  to: fc.constantFrom('2026-09-02T00:00:00Z', '2026-09-15T11:00:00+02:00'),
};

function particular({ primary, replica }: Instances): Settings {
  return {
    createOrganization: { fields: { name: freshName } },
    updateOrganization: { body: organizationChanges },
    deleteOrganization: of({}),
    addOrganizationMember: { ...of({}), fields: { username: fc.constant('octokitten') } },
    updateMemberRole: of({ username: 'hubot' }),
    removeOrganizationMember: of({ username: 'hubot' }),
    inviteOrganizationMemberV2: { ...of({}), body: invitations },
    updateSubscription: { fields: { plan: fc.constantFrom('starter', 'developer', 'scaler', 'pro') } },
    saveJwks: { fields: { jwks_url: fc.constant('https://auth.example.com/.well-known/jwks.json') } },
    createGroup: { fields: { name: freshName, location } },
    deleteGroup: of({ groupName: 'default' }),
    addLocationToGroup: onFly,
    createGroupToken: { ...onFly, query: { expiration } },
    createGroupTokenV3: { ...of({ groupId: '01955b72-b9fa-7c2f-8bf3-3bd00683aea5' }), query: { expiration } },
    transferGroup: { ...of({ groupName: 'default' }), fields: { organization: fc.constant('octocat') } },
    renameGroup: { fields: { name: freshName } },
    startGroupAwsMigration: onFly,
    abortGroupAwsMigration: of({ groupName: moving }),
    listDatabases: { query: { cursor, group: fc.constantFrom('default', 'edge') } },
    createDatabase: { body: databaseBodies() },
    getDatabase: anyDatabase,
    deleteDatabase: anyDatabase,
    getDatabaseUsage: { ...anyDatabase, query: times },
    listTopQueries: { query: { from: times.from } },
    updateDatabaseConfiguration: { ...onFly, fields: addresses },
    createDatabaseToken: { ...onFly, query: { expiration } },
    createDatabaseTokenV3: { ...of({ databaseId: '01955b77-4ce0-765f-bd8c-cca3a7d704bb' }), query: { expiration } },
    createDatabaseInstance: { ...of(lonely), fields: { location: fc.constantFrom('ord', 'ams') } },
    deleteDatabaseInstance: of({ ...lonely, instanceName: replica }),
    waitForDatabaseInstance: of({ ...lonely, instanceName: primary }),
    transferDatabase: { ...of(lonely), fields: { org: fc.constant('octocat') } },
    createAPIToken: { path: freshName.map((tokenName) => ({ tokenName })), body: restrictions },
    createAPITokenV2: { path: freshName.map((tokenName) => ({ tokenName })), body: restrictions },
    listDeletedDatabases: { query: { cursor } },
    createDatabaseV3: { body: databaseV3Bodies() },
    restoreDatabase: { fields: { name: freshName } },
    listDeletedGroups: { query: { cursor } },
  };
}

/** `restore_enabled` comes alone, and the caller has no second factor to require of others. */
const organizationChanges: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.record({ overages: fc.boolean(), require_mfa: fc.constant(false) }, { requiredKeys: [], noNullPrototype: true }),
  fc.record({ restore_enabled: fc.boolean() }, { noNullPrototype: true }),
);

const role = fc.constantFrom('admin', 'member', 'viewer');
const invitations: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.record({ email: fc.constant('new@example.com'), role }, { requiredKeys: ['email'], noNullPrototype: true }),
  fc.record({ username: fc.constant('octokitten'), role }, { requiredKeys: ['username'], noNullPrototype: true }),
);

const addresses = {
  allowed_ips: fc.subarray(['198.51.100.7', '192.0.2.0/24', '2001:db8::/32']),
  allowed_aws_vpc_ids: fc.subarray(['vpce-0a1b2c3d4e5f67890']),
  size_limit: fc.constantFrom('1gb', '256mb', '10000'),
};
