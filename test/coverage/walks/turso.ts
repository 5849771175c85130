import type { Json, JsonObject } from '../../helpers/documents.ts';
import { documentOf, valueAt } from '../../helpers/documents.ts';
import { type Operation, operations } from '../../helpers/operations.ts';
import type { Ask } from '../ask.ts';
import type { Walk } from './walk.ts';

const turso = operations.filter(({ api }) => api === 'turso');
const has = (operation: Operation, parameter: string): boolean =>
  operation.parameters.some(({ name }) => name === parameter);

const longSlug = 'an-organization-with-a-long-name-too';
const longName = 'a-rather-long-name-of-a-database';
const starter = { plan: 'starter' } as const;

/** The small state of the admin contract's example, changed. */
function snapshotWith(change: (snapshot: Record<string, JsonObject[]>) => void): Json {
  const snapshot = structuredClone(valueAt(documentOf('admin'), '/components/examples/Snapshot/value'));
  change(snapshot as Record<string, JsonObject[]>);
  return snapshot!;
}

async function eachWith(ask: Ask, parameter: string, value: string): Promise<void> {
  // Reads come first, because deletions leave nothing to read.
  for (const operation of turso.toSorted(
    (one, other) => Number(one.method !== 'GET') - Number(other.method !== 'GET'),
  )) {
    if (has(operation, parameter)) await ask(operation.id, { path: { [parameter]: value } });
  }
}

/** A text of a response's body. */
export const textAt = (body: Json | undefined, name: string): string => String((body as JsonObject)[name]);

/** The requests for the documented responses of the Turso Platform API. */
export const tursoWalks: readonly Walk[] = [
  ...turso.map(({ id }): Walk => ({ title: 'the request of the examples', go: ({ ask }) => ask(id) })),
  ...turso.flatMap(({ id, bodies: [content] }) =>
    (content?.examples ?? []).map(({ name }): Walk => ({
      title: `the request of the example ${name}`,
      go: ({ ask }) => ask(id, { example: name }),
    })),
  ),
  {
    title: 'without a token, or with one that is none',
    async go({ ask }) {
      for (const { id } of turso) for (const token of ['', 'no-token']) await ask(id, { token });
    },
  },
  {
    title: "with a database's token",
    async go({ ask }) {
      const { body } = await ask('createDatabaseToken');
      for (const { id } of turso) await ask(id, { token: textAt(body, 'jwt') });
    },
  },
  {
    title: 'with a token that was revoked',
    async go({ ask }) {
      const path = { token_name: 'short-lived' };
      const { body } = await ask('createAPIToken', { path });
      await ask('revokeAPIToken', { path });
      for (const { id } of turso) await ask(id, { token: textAt(body, 'token') });
    },
  },
  { title: 'in an organization of others', go: ({ ask }) => eachWith(ask, 'org_slug', 'acme') },
  { title: "in an organization that is another's", go: ({ ask }) => eachWith(ask, 'org_slug', 'octo-labs') },
  { title: 'in the personal organization', go: ({ ask }) => eachWith(ask, 'org_slug', 'octocat') },
  { title: 'with a name that nothing has: organization', go: ({ ask }) => eachWith(ask, 'org_slug', 'no-such-org') },
  { title: 'with a name that nothing has: database', go: ({ ask }) => eachWith(ask, 'db_name', 'no-such-db') },
  {
    title: 'with a name that nothing has: instance',
    go: ({ ask }) => eachWith(ask, 'instance_name', 'no-such-instance'),
  },
  {
    title: 'with a name that nothing has: token',
    go: ({ ask }) => ask('revokeAPIToken', { path: { token_name: 'no-such-token' } }),
  },
  { title: 'with a name that nothing has: group', go: ({ ask }) => eachWith(ask, 'group_name', 'no-such-group') },
  { title: 'with a name that nothing has: user', go: ({ ask }) => eachWith(ask, 'username', 'no-such-user') },
  { title: 'with a code that nothing has', go: ({ ask }) => eachWith(ask, 'location', 'xyz') },
  { title: 'with a location that the group does not have', go: ({ ask }) => eachWith(ask, 'location', 'ams') },
  { title: 'with the primary location', go: ({ ask }) => eachWith(ask, 'location', 'ord') },
  {
    title: 'in the organization that a database is sent to',
    async go({ ask }) {
      await ask('createDatabase', { path: { org_slug: 'octocat' }, json: { name: 'my-db' } });
      await ask('transferDatabase');
      await ask('transferDatabase', { json: { org: 'no-such-org' } });
    },
  },
  {
    title: 'with a database of a group',
    async go({ ask }) {
      await ask('createDatabase', { json: { name: 'grouped-db', group: 'default' } });
      await ask('createDatabaseInstance', { path: { db_name: 'grouped-db' }, json: { location: 'ams' } });
      await ask('deleteDatabaseInstance', { path: { db_name: 'grouped-db', instance_name: 'sjc' } });
      await ask('transferDatabase', { path: { db_name: 'grouped-db' } });
    },
  },
  {
    title: 'with people who cannot be added or removed',
    async go({ ask }) {
      for (const username of ['hubot', 'no-such-user']) await ask('addOrganizationMember', { json: { username } });
      await ask('addOrganizationMember', { json: { username: 'octokitten', role: 'owner' } });
      await ask('removeOrganizationMember', { path: { username: 'octocat' } });
      await ask('inviteMember', { json: { email: 'visitor@example.com', role: 'owner' } });
    },
  },
  { title: 'with a database that has no instances', go: ({ ask }) => eachWith(ask, 'db_name', 'staging-db') },
  { title: 'with the primary instance', go: ({ ask }) => eachWith(ask, 'instance_name', 'robust-pyro') },
  {
    title: 'with nothing but one user',
    options: { snapshot: valueAt(documentOf('admin'), '/components/examples/BlankSnapshot/value') },
    async go({ ask }) {
      for (const id of ['listOrganizations', 'listAPITokens']) await ask(id);
    },
  },
  {
    title: 'with bodies that cannot be',
    async go({ ask }) {
      for (const name of ['My_DB', 'x'.repeat(33), '-db', 'my-db']) await ask('createDatabase', { json: { name } });
      await ask('createDatabase', { json: { name: 'new-db', image: 'beta' } });
      await ask('createDatabase', { json: { name: 'new-db', group: 'no-such-group' } });
      await ask('createDatabaseInstance', { json: { location: 'xyz' } });
      await ask('createDatabaseInstance', { json: { location: 'ord', image: 'beta' } });
      for (const { id, bodies } of turso) {
        if (bodies[0]?.type === 'application/json') await ask(id, { json: [] });
      }
      for (const name of ['My_Group', 'x'.repeat(33), '-group', 'default']) {
        await ask('createGroup', { json: { name, location: 'lhr' } });
      }
      await ask('createGroup', { json: { name: 'group2', location: 'xyz' } });
      await ask('createDatabase', { json: { name: 'new-db', seed: { type: 'database', value: 'no-such-db' } } });
      for (const id of ['createOrganization', 'createBillingCustomer', 'submitFeedback']) await ask(id, { json: {} });
      await ask('createOrganization', { json: { name: 'My Org' } });
      await ask('updateSubscription', { json: { plan: 'no-such-plan' } });
    },
  },
  {
    title: 'in an organization that has just been created',
    async go({ ask }) {
      await ask('createOrganization');
      await ask('listGroups', { path: { org_slug: 'new-team' } });
    },
  },
  {
    title: 'with forms that have no file',
    async go({ ask }) {
      for (const id of ['uploadDump', 'seedDatabase']) await ask(id, { raw: new FormData() });
    },
  },
  {
    title: 'with parameters that cannot be',
    async go({ ask }) {
      for (const query of ['expiration=soon', 'authorization=write-only']) {
        for (const id of ['createDatabaseToken', 'createGroupToken']) await ask(id, { query });
      }
      for (const token_name of ['CI_token', 'x'.repeat(33), 'ci-', 'my-token']) {
        for (const id of ['createAPIToken', 'createAPITokenV2']) await ask(id, { path: { token_name } });
      }
    },
  },
  {
    title: 'the first instance of a database',
    async go({ ask }) {
      await ask('createDatabase', { json: { name: 'new-db' } });
      await ask('createDatabaseInstance', { path: { db_name: 'new-db' }, json: { location: 'ord' } });
    },
  },
  {
    title: 'a read-only token',
    async go({ ask }) {
      const query = 'expiration=1d&authorization=read-only';
      for (const id of ['createDatabaseToken', 'createGroupToken']) await ask(id, { query });
    },
  },
  {
    title: 'a feature that the plan lacks',
    options: starter,
    async go({ ask }) {
      await ask('createDatabase', { json: { name: 'new-db', image: 'canary' } });
      await ask('createDatabaseInstance', { json: { location: 'ord', image: 'canary' } });
      for (const id of ['createGroup', 'createOrganization', 'updateOrganization']) await ask(id);
    },
  },
  {
    title: 'more databases than the plan has',
    options: starter,
    async go({ ask }) {
      for (let number = 0; number < 499; number++) await ask('createDatabase', { json: { name: `db-${number}` } });
    },
  },
  {
    title: 'more locations than the plan has',
    options: starter,
    async go({ ask }) {
      for (const location of ['ams', 'fra']) await ask('createDatabaseInstance', { json: { location } });
      await ask('createGroup', { json: { name: 'default', location: 'lhr' } });
      await ask('addLocationToGroup');
    },
  },
  {
    title: 'a hostname that is too long',
    options: {
      snapshot: snapshotWith(({ organizations, members }) => {
        organizations!.push({ slug: longSlug, name: longSlug, type: 'team' });
        members!.push({ organization: longSlug, username: 'octocat', role: 'owner' });
      }),
    },
    go: ({ ask }) => ask('createDatabase', { path: { org_slug: longSlug }, json: { name: longName } }),
  },
  {
    title: 'waiting for an instance that failed',
    options: {
      snapshot: snapshotWith(({ instances }) => {
        const uuid = '7a0e3c1e-8455-11ee-9c41-0242ac120002';
        instances!.push({
          ...instances![1]!,
          uuid,
          name: 'premium-triathlon',
          hostname14: '6e82941f7c05ad',
          status: 'failed',
        });
      }),
    },
    go: ({ ask }) => ask('waitForDatabaseInstance', { path: { instance_name: 'premium-triathlon' } }),
  },
];
