import { isObject, type Json, valueAt } from '../helpers/documents.ts';
import type { Ask } from './ask.ts';
import type { Random } from './random.ts';

/** A few requests that belong together; what they create they delete. `name` is nobody else's. */
export type Scenario = (ask: Ask, name: string, random: Random) => Promise<void>;

const org = { org_slug: 'my-org' };
const story = { ...org, db_name: 'my-db' };
const locations = ['ord', 'ams', 'fra', 'sjc'];

const readTurso: Scenario = async (ask) => {
  await ask('listOrganizations');
  await ask('listOrganizationMembers', { path: org });
  await ask('listLocations');
  await ask('listDatabases', { path: org });
  await ask('getDatabase', { path: story });
  await ask('listDatabaseInstances', { path: story });
  await ask('getDatabaseUsage', { path: story });
  await ask('validateAPIToken');
};

const database: Scenario = async (ask, name, random) => {
  const path = { ...org, db_name: name };
  await ask('createDatabase', { path: org, json: { name } });
  const instances: string[] = [];
  for (let count = 0; count < 2; count++) {
    const made = await ask('createDatabaseInstance', { path, json: { location: random.pick(locations) } });
    const instance = text(made, '/instance/name');
    if (instance === undefined) continue;
    instances.push(instance);
    const one = { ...path, instance_name: instance };
    await ask('getDatabaseInstance', { path: one });
    await ask('waitForDatabaseInstance', { path: one });
  }
  await ask('listDatabaseInstances', { path });
  await ask('updateDatabase', { path });
  const minted = text(
    await ask('createDatabaseToken', { path, query: 'expiration=1d&authorization=read-only' }),
    '/jwt',
  );
  if (minted !== undefined) await ask('verifyDatabaseToken', { json: { token: minted } });
  await ask('getDatabaseKeys', { path: { organization: 'my-org', database: name } });
  await ask('addUsage', { json: { organization: 'my-org', database: name, rowsRead: random.below(1_000) } });
  await ask('getDatabaseUsage', { path });
  await ask('invalidateDatabaseTokens', { path });
  const [, replica] = instances;
  if (replica !== undefined) await ask('deleteDatabaseInstance', { path: { ...path, instance_name: replica } });
  await ask('deleteDatabase', { path });
  await ask('getDatabase', { path });
};

const apiToken: Scenario = async (ask, name) => {
  const path = { token_name: name };
  await ask('createAPIToken', { path });
  await ask('listAPITokens');
  await ask('revokeAPIToken', { path });
};

const part = (disposition: string, content: string): string =>
  `--cut\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`;

const dump = 'PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCREATE TABLE note (text TEXT);\nCOMMIT;\n';

const dumpForm = {
  type: 'multipart/form-data; boundary=cut',
  text: `${part('name="file"; filename="dump.sql"', dump)}--cut--\r\n`,
};

const group: Scenario = async (ask, name) => {
  const path = { ...org, group_name: name };
  const second = { ...path, location: 'ams' };
  await ask('createGroup', { path: org, json: { name, location: 'lhr' } });
  await ask('listGroups', { path: org });
  await ask('addLocationToGroup', { path: second });
  await ask('waitForGroupLocation', { path: second });
  await ask('getGroup', { path });
  await ask('createGroupToken', { path, query: 'expiration=1d' });
  await ask('invalidateGroupTokens', { path });
  await ask('removeLocationFromGroup', { path: second });
  await ask('archiveGroup', { json: { organization: 'my-org', group: name } });
  await ask('deleteGroup', { path });
};

const organization: Scenario = async (ask, name) => {
  const slug = text(await ask('createOrganization', { json: { name } }), '/organization/slug') ?? name;
  const path = { org_slug: slug };
  await ask('listOrganizationsV2');
  await ask('updateOrganization', { path, json: { overages: true } });
  await ask('addOrganizationMember', { path, json: { username: 'hubot', role: 'member' } });
  await ask('removeOrganizationMember', { path: { ...path, username: 'hubot' } });
  await ask('inviteMember', { path, json: { email: 'visitor@example.com', role: 'member' } });
  await ask('acceptInvite', { json: { organization: slug, email: 'visitor@example.com' } });
  await ask('getOrganizationUsage', { path });
  await ask('getOrganizationSubscription', { path });
  await ask('updateSubscription', { path, json: { plan: 'scaler' } });
  await ask('createBillingCustomer', { json: { name } });
  await ask('createBillingPortal', { path, json: {} });
  await ask('getPaymentMethods', { path });
  await ask('deleteOrganization', { path });
};

/** The other requests of the vendor's CLI of 2023. */
const cli: Scenario = async (ask, name) => {
  const path = { ...org, db_name: name };
  await ask('getLatestRelease');
  await ask('listPlans');
  await ask('getLocation', { path: { location: 'ams' } });
  await ask('getCurrentUserPlan');
  await ask('createAPITokenV2', { path: { token_name: name } });
  await ask('revokeAPIToken', { path: { token_name: name } });
  await ask('uploadDump', { path: org, form: dumpForm });
  await ask('createDatabase', { path: org, json: { name } });
  await ask('seedDatabase', { path, form: dumpForm });
  await ask('transferDatabase', { path, json: { org: 'octocat' } });
  await ask('deleteDatabase', { path: { org_slug: 'octocat', db_name: name } });
  await ask('submitFeedback', { json: { summary: 'Works', feedback: 'The tests run offline now.' } });
};

const cluster = {
  master_name: 'lambda-master',
  slaves: 1,
  vcpus_master: 4,
  vcpus_slave: 4,
  ram_master: 4_096,
  ram_slave: 4_096,
  disk_master: 40,
  disk_slave: 40,
  ip_allocation: 'master',
  network_request: 1,
  project_name: 'lambda.grnet.gr',
};

const lambda: Scenario = async (ask, name) => {
  await ask('authenticate');
  const uuid = text(await ask('createLambdaInstance', { json: { ...cluster, instance_name: name } }), '/uuid');
  const path = { uuid: uuid ?? '3' };
  await ask('getLambdaInstance', { path });
  await ask('getLambdaInstanceStatus', { path });
  await ask('listLambdaInstances', { query: 'limit=5&page=1' });
  await ask('stopLambdaInstance', { path });
  await ask('getLambdaInstanceStatus', { path });
  await ask('startLambdaInstance', { path });
  await ask('listLambdaInstances');
  await ask('destroyLambdaInstance', { path });
};

const file: Scenario = async (ask, name) => {
  const form = `${part(`name="file"; filename="${name}"`, 'bytes')}${part('name="description"', name)}--cut--\r\n`;
  await ask('uploadUserFile', { form: { type: 'multipart/form-data; boundary=cut', text: form } });
  const listed = await ask('listUserFiles');
  const own = Array.isArray(listed) ? listed.find((each) => isObject(each) && each['name'] === name) : undefined;
  const id = String(isObject(own) ? own['id'] : 0);
  await ask('deleteUserFile', { form: { type: 'application/x-www-form-urlencoded', text: `id=${id}` } });
};

const refused: Scenario = async (ask, name) => {
  await ask('getDatabase', { path: { ...org, db_name: name } });
  await ask('createDatabase', { path: org, json: { name: 'Not A Name' } });
  await ask('createDatabase', { path: org, json: { name: 'my-db' } });
  await ask('listDatabases', { path: { org_slug: 'acme' } });
  await ask('listDatabases', { path: org, isAnonymous: true });
  await ask('createLambdaInstance', { json: {} });
  await ask('getLambdaInstance', { path: { uuid: name } });
  await ask('listUserFiles', { isAnonymous: true });
  await ask('createFault', { json: { operation: name, action: 'drop' } });
};

const control: Scenario = async (ask) => {
  await ask('getHealth');
  await ask('getClock');
  await ask('advanceClock', { json: { by: '1s' } });
  await ask('updateClock', { json: { running: true } });
  await ask('getTransitions');
  await ask('setTransitions', { json: { mode: 'after', after: '5ms' } });
  await ask('stepTransitions', { json: { count: 1 } });
};

const journal: Scenario = async (ask, _name, random) => {
  const listed = await ask('listExchanges', { query: 'limit=3' });
  const id = valueAt(listed, '/exchanges/0/id');
  await ask('getExchange', { path: { exchangeId: String(typeof id === 'number' ? id : 1) } });
  await ask('streamExchanges');
  // Seldom, so that the journal is full most of the time.
  if (random.below(20) === 0) await ask('clearExchanges');
};

const fault: Scenario = async (ask) => {
  const rule = { operation: 'listLocations', action: 'respond', status: 401, count: 1 };
  const id = valueAt(await ask('createFault', { json: rule }), '/id');
  await ask('listFaults');
  if (typeof id === 'number') await ask('deleteFault', { path: { faultId: String(id) } });
  await ask('deleteFaults');
};

const snapshot: Scenario = async (ask) => {
  const saved = await ask('getSnapshot');
  if (saved !== undefined) await ask('putSnapshot', { json: saved });
  await ask('getBackup');
};

const sandbox: Scenario = async (ask, name) => {
  const made = valueAt(await ask('createSandbox', { json: { name, baseline: 'empty' } }), '/name');
  await ask('listSandboxes');
  await ask('getSandbox', { path: { sandboxName: name } });
  if (typeof made === 'string') await ask('deleteSandbox', { path: { sandboxName: name } });
};

/** How often each is played; a snapshot is all there is, twice. */
const weights: readonly (readonly [scenario: Scenario, weight: number])[] = [
  [readTurso, 24],
  [database, 20],
  [apiToken, 12],
  [lambda, 10],
  [file, 12],
  [group, 4],
  [organization, 4],
  [cli, 4],
  [refused, 10],
  [control, 6],
  [journal, 4],
  [fault, 3],
  [sandbox, 2],
  [snapshot, 1],
];

/** All scenarios, each as often as its weight says. */
export const scenarios: readonly Scenario[] = weights.flatMap(([scenario, weight]) =>
  Array.from({ length: weight }, () => scenario),
);

function text(value: Json | undefined, pointer: string): string | undefined {
  const found = valueAt(value, pointer);
  return typeof found === 'string' ? found : undefined;
}
