import { describe, expect, it } from 'vitest';
import { hashOf } from '../../../../src/sandbox/store/tables/api-tokens.ts';
import type { MockplaneOptions } from '../../../../src/mockplane/options.ts';
import { operations, type Operation, type Reply } from '../../../helpers/operations.ts';
import { bodyIn, credential, requestOf } from '../../../helpers/requests.ts';
import { beginning, databasesPath, inOrganization, startTurso, type Turso } from './helpers.ts';
import { unreached } from './unreached.ts';

/** How a request differs from the operation's own example. */
interface Attempt {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: unknown;
  /** Sends an empty form in place of the body. */
  readonly form?: boolean;
  readonly options?: MockplaneOptions;
  /** The earlier requests. @returns the token to send, when it is not the usual one; empty for none */
  readonly before?: (parts: Turso) => Promise<string> | Promise<void> | string | void;
}

const longSlug = 'an-organization-with-a-long-name-too';
const longName = 'a-rather-long-name-of-a-database';

/**
 * The request for each documented refusal, by its example: `createDatabase 409 name-taken`, or `401 missing-token` for
 * all.
 */
const attempts: Readonly<Record<string, Attempt>> = {
  '401 missing-token': { before: () => '' },
  '401 invalid-token': { before: () => 'no-token' },
  '401 database-token': { before: ({ createToken }) => createToken('my-db') },
  '401 revoked-token': {
    async before({ turso }) {
      const params = { params: { path: { token_name: 'short-lived' } } };
      const { data } = await turso.POST('/v1/auth/api-tokens/{token_name}', params);
      await turso.DELETE('/v1/auth/api-tokens/{token_name}', params);
      return data!.token;
    },
  },
  '403 not-a-member': { path: { org_slug: 'acme' } },
  '403 not-the-owner': { path: { org_slug: 'octo-labs' } },
  '403 token-restricted': {
    before({ store }) {
      const token = 'e30.restricted.x';
      const row = { id: 'd8zwnOrgEfGYFs8dW0yAEg', username: 'octocat', name: 'restricted', createdAt: beginning };
      store.apiTokens.add({ ...row, hash: hashOf(token), organization: 'my-org' });
      return token;
    },
  },
  '404 organization-not-found': { path: { org_slug: 'no-such-org' } },
  '404 database-not-found': { path: { db_name: 'no-such-db' } },
  '404 instance-not-found': { path: { instance_name: 'no-such-instance' } },
  '404 token-not-found': { path: { token_name: 'no-such-token' } },

  'createDatabase 400 invalid-name': { body: { name: 'My_DB' } },
  'createDatabase 400 name-too-long': { body: { name: 'x'.repeat(33) } },
  'createDatabase 400 name-hyphen': { body: { name: '-db' } },
  'createDatabase 400 invalid-image': { body: { name: 'new-db', image: 'beta' } },
  'createDatabase 400 invalid-body': { body: [] },
  'createDatabase 400 group-not-found': { body: { name: 'new-db', group: 'no-such-group' } },
  'createDatabase 400 hostname-too-long': {
    path: { org_slug: longSlug },
    body: { name: longName },
    before: ({ addOrganization }) => addOrganization(longSlug),
  },
  'createDatabase 400 database-limit': {
    options: { plan: 'starter' },
    before({ store }) {
      const row = { organization: 'my-org', signingKey: new Uint8Array(32), createdAt: beginning };
      for (let number = 0; number < 498; number++) {
        store.databases.add({ ...row, id: `database ${number}`, name: `db-${number}` });
      }
    },
  },
  'createDatabase 402 feature-not-available': {
    options: { plan: 'starter' },
    body: { name: 'new-db', image: 'canary' },
  },
  'createDatabase 409 name-taken': { body: { name: 'my-db' } },

  'createDatabaseInstance 400 invalid-location': { body: { location: 'xyz' } },
  'createDatabaseInstance 400 invalid-image': { body: { location: 'ord', image: 'beta' } },
  'createDatabaseInstance 400 invalid-body': { body: [] },
  'createDatabaseInstance 400 location-limit': {
    options: { plan: 'starter' },
    body: { location: 'fra' },
    before: async ({ createInstance }) => void (await createInstance('my-db', 'ams')),
  },
  'createDatabaseInstance 402 feature-not-available': {
    options: { plan: 'starter' },
    body: { location: 'ord', image: 'canary' },
  },
  'deleteDatabaseInstance 400 primary-instance': { path: { instance_name: 'robust-pyro' } },
  'waitForDatabaseInstance 400 provisioning-failed': {
    path: { instance_name: 'premium-triathlon' },
    before({ store }) {
      store.instances.add({
        ...store.instances.all()[1]!,
        uuid: '7a0e3c1e-8455-11ee-9c41-0242ac120002',
        name: 'premium-triathlon',
        status: 'failed',
      });
    },
  },
  'createDatabaseToken 400 invalid-expiration': { query: 'expiration=soon' },
  'createDatabaseToken 400 invalid-authorization': { query: 'authorization=write-only' },
  '404 group-not-found': { path: { group_name: 'no-such-group' } },
  '404 location-not-found': { path: { location: 'xyz' } },
  '404 member-not-found': { path: { username: 'no-such-user' } },
  '404 user-not-found': { body: { username: 'no-such-user' } },
  '403 not-an-admin': { path: { org_slug: 'octo-labs' } },
  '400 personal-organization': { path: { org_slug: 'octocat' } },
  '400 invalid-body': { body: [] },
  '400 invalid-role': { body: { username: 'octokitten', email: 'visitor@example.com', role: 'owner' } },
  '400 name-missing': { body: {} },
  '400 file-missing': { form: true },
  '402 feature-not-available': { options: { plan: 'starter' } },

  'createDatabase 400 seed-not-found': { body: { name: 'new-db', seed: { type: 'database', value: 'no-such-db' } } },
  'createDatabaseInstance 400 in-a-group': { path: { db_name: 'grouped-db' }, before: addGrouped },
  'deleteDatabaseInstance 400 in-a-group': {
    path: { db_name: 'grouped-db', instance_name: 'sjc' },
    before: addGrouped,
  },
  'transferDatabase 403 in-a-group': { path: { db_name: 'grouped-db' }, before: addGrouped },
  'transferDatabase 400 database-name-taken': {
    before: async ({ createDatabase }) => void (await createDatabase('my-db', 'octocat')),
  },
  'transferDatabase 404 organization-not-found': { body: { org: 'no-such-org' } },
  'createGroup 400 invalid-name': { body: { name: 'My_Group', location: 'lhr' } },
  'createGroup 400 name-too-long': { body: { name: 'x'.repeat(33), location: 'lhr' } },
  'createGroup 400 name-hyphen': { body: { name: 'group-', location: 'lhr' } },
  'createGroup 400 invalid-location': { body: { name: 'group2', location: 'xyz' } },
  'createGroup 400 location-limit': {
    options: { plan: 'starter' },
    body: { name: 'default', location: 'lhr' },
    before: async ({ createInstance }) => void (await createInstance('my-db', 'ams')),
  },
  'createGroup 409 name-taken': { body: { name: 'default', location: 'lhr' } },
  'addLocationToGroup 400 invalid-location': { path: { location: 'xyz' } },
  'addLocationToGroup 400 location-limit': {
    options: { plan: 'starter' },
    before: async ({ createInstance }) => void (await createInstance('my-db', 'ams')),
  },
  'removeLocationFromGroup 400 primary-location': { path: { location: 'ord' } },
  '400 invalid-location-code': { path: { location: 'ams' } },
  'createGroupToken 400 invalid-expiration': { query: 'expiration=0' },
  'createGroupToken 400 invalid-authorization': { query: 'authorization=write-only' },
  'createOrganization 409 name-taken': { body: { name: 'My Org' } },
  'deleteOrganization 403 not-the-owner': { path: { org_slug: 'octo-labs' } },
  'addOrganizationMember 409 already-a-member': { body: { username: 'hubot' } },
  'removeOrganizationMember 400 owner': { path: { username: 'octocat' } },
  'updateSubscription 400 unknown-plan': { body: { plan: 'no-such-plan' } },
  'submitFeedback 400 feedback-missing': { body: {} },
  'createAPITokenV2 400 invalid-name': { path: { token_name: 'CI_token' } },
  'createAPITokenV2 400 name-too-long': { path: { token_name: 'x'.repeat(33) } },
  'createAPITokenV2 400 name-hyphen': { path: { token_name: 'ci-' } },
  'createAPITokenV2 409 name-taken': { path: { token_name: 'my-token' } },
  'createAPIToken 400 invalid-name': { path: { token_name: 'CI_token' } },
  'createAPIToken 400 name-too-long': { path: { token_name: 'x'.repeat(33) } },
  'createAPIToken 400 name-hyphen': { path: { token_name: 'ci-' } },
  'createAPIToken 409 name-taken': { path: { token_name: 'my-token' } },
};

const turso = operations.filter(({ api }) => api === 'turso');
const replies = turso.flatMap((operation) => operation.replies.map((reply) => ({ operation, reply })));
const reached = replies.filter(({ operation, reply }) => !Object.hasOwn(unreached, `${operation.id} ${reply.status}`));
const successes = reached.filter(({ reply }) => reply.status < 300);
const refusals = reached
  .filter(({ reply }) => reply.status >= 400)
  .flatMap(({ operation, reply }) => reply.content!.examples.map((example) => ({ operation, reply, ...example })));

const attemptFor = (operation: Operation, reply: Reply, name: string) =>
  [`${operation.id} ${reply.status} ${name}`, `${reply.status} ${name}`].find((key) => Object.hasOwn(attempts, key));

describe('the Turso Platform API', () => {
  it.each(successes)('answers $reply.status to the example of $operation.id', async ({ operation, reply }) => {
    expect(await send(operation, {})).toMatchObject({ status: reply.status });
  });

  it.each(refusals)('answers $reply.status to $operation.id: $name', async ({ operation, reply, name, value }) => {
    const key = attemptFor(operation, reply, name);
    expect(key, 'there must be an attempt').toBeDefined();
    expect(await send(operation, attempts[key!]!)).toEqual({ status: reply.status, body: value, by: operation.id });
  });

  it('has attempts for documented refusals only', () => {
    const used = new Set(refusals.map(({ operation, reply, name }) => attemptFor(operation, reply, name)));
    expect(Object.keys(attempts).filter((key) => !used.has(key))).toEqual([]);
  });

  it('leaves documented statuses unreached only', () => {
    const documented = replies.map(({ operation, reply }) => `${operation.id} ${reply.status}`);
    expect(documented).toEqual(expect.arrayContaining(Object.keys(unreached)));
  });
});

function bodyOf(own: BodyInit, body: unknown, form = false): BodyInit {
  if (form) return new FormData();
  return body === undefined ? own : JSON.stringify(body);
}

/** A database that belongs to the group of the examples. */
async function addGrouped({ turso: client }: Turso): Promise<void> {
  await client.POST(databasesPath, { ...inOrganization(), body: { name: 'grouped-db', group: 'default' } });
}

async function send(operation: Operation, { path = {}, query, body, form, options, before }: Attempt) {
  const parts = startTurso(options);
  const token = await before?.(parts);
  const own = requestOf(operation);
  const names = operation.parameters.map(({ name, in: place, example }) => [place, name, String(example)] as const);
  const target = names
    .filter(([place]) => place === 'path')
    .reduce((whole, [, name, example]) => whole.replace(`{${name}}`, path[name] ?? example), operation.path);
  const search = query === undefined ? own.path.split('?')[1] : query;
  const { authorization: usual, ...others } = own.headers;
  const given = token === undefined ? { authorization: usual! } : credential(operation, token);
  const headers = token === '' ? others : { ...others, ...given };
  const response = await parts.fetch(search === undefined ? target : `${target}?${search}`, {
    method: operation.method,
    headers,
    ...(own.body !== undefined && { body: bodyOf(own.body, body, form) }),
  });
  const by = response.headers.get('mockplane-operation');
  return { status: response.status, body: await bodyIn(response), by };
}
