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
  // What reads comes first, as what deletes leaves nothing to read.
  for (const operation of turso.toSorted(
    (one, other) => Number(one.method !== 'GET') - Number(other.method !== 'GET'),
  )) {
    if (has(operation, parameter)) await ask(operation.id, { path: { [parameter]: value } });
  }
}

const field = (body: Json | undefined, name: string): string => String((body as JsonObject)[name]);

/** What leads to the documented replies of the Turso Platform API. */
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
      for (const { id } of turso) await ask(id, { token: field(body, 'jwt') });
    },
  },
  {
    title: 'with a token that was revoked',
    async go({ ask }) {
      const path = { token_name: 'short-lived' };
      const { body } = await ask('createAPIToken', { path });
      await ask('revokeAPIToken', { path });
      for (const { id } of turso) await ask(id, { token: field(body, 'token') });
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
      for (const id of ['createDatabase', 'createDatabaseInstance']) await ask(id, { json: [] });
    },
  },
  {
    title: 'with parameters that cannot be',
    async go({ ask }) {
      for (const query of ['expiration=soon', 'authorization=write-only']) await ask('createDatabaseToken', { query });
      for (const token_name of ['CI_token', 'x'.repeat(33), 'ci-', 'my-token']) {
        await ask('createAPIToken', { path: { token_name } });
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
    go: ({ ask }) => ask('createDatabaseToken', { query: 'expiration=1d&authorization=read-only' }),
  },
  {
    title: 'a feature that the plan lacks',
    options: starter,
    async go({ ask }) {
      await ask('createDatabase', { json: { name: 'new-db', image: 'canary' } });
      await ask('createDatabaseInstance', { json: { location: 'ord', image: 'canary' } });
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
