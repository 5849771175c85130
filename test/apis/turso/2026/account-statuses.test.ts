import { describe, expect, it } from 'vitest';
import type { MockplaneOptions } from '../../../../src/mockplane/options.ts';
import type { Operation, Reply } from '../../../helpers/operations.ts';
import { bodyIn, credential, requestOf } from '../../../helpers/requests.ts';
import { operations2026, startTurso, type Turso } from './start.ts';

/** How a request differs from the operation's own example. */
interface Attempt {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: unknown;
  readonly options?: MockplaneOptions;
  /** What happened before. @returns the token to send, when it is not the usual one; empty for none */
  readonly before?: (parts: Turso) => Promise<string> | Promise<void> | string | void;
}

const paths = { octocat: { organizationSlug: 'octocat' }, unknownUser: { username: 'no-such-user' } } as const;
const onStarter: MockplaneOptions = { plan: 'starter' };
const groupToken = { body: { organization: 'my-org', group: 'default', scopes: ['read'] } } as const;

/** The statuses of these tags are reached here. */
const tags = new Set([
  'API tokens',
  'Audit logs',
  'Billing',
  'Invites',
  'Locations',
  'Members',
  'Organizations',
  'Organizations (undocumented)',
  'Tokens and users (undocumented)',
  'User',
]);

/** What brings each documented refusal, by its example: `createAPIToken 409 name-taken`, or `401 missing-token` for all. */
const attempts: Readonly<Record<string, Attempt>> = {
  '401 missing-token': { before: () => '' },
  '401 invalid-token': { before: () => 'no-token' },
  '401 database-token': { before: () => `e30.${Buffer.from('{"id":"a"}').toString('base64url')}.x` },
  '401 revoked-token': {
    async before({ turso }) {
      const params = { params: { path: { tokenName: 'short-lived' } } };
      const { data } = await turso.POST('/v1/auth/api-tokens/{tokenName}', params);
      await turso.DELETE('/v1/auth/api-tokens/{tokenName}', params);
      return data!.token;
    },
  },
  '403 not-a-member': { path: { organizationSlug: 'acme' } },
  '403 role-too-low': { before: ({ tokenOf }) => tokenOf('hubot') },
  '403 token-restricted': {
    before: ({ tokenOf, store }) =>
      tokenOf('octocat', {
        organization: 'my-org',
        groupId: store.groups.get('my-org', 'default')!.id,
        scopes: ['read'],
      }),
  },
  '404 organization-not-found': { path: { organizationSlug: 'no-such-org' } },
  '404 user-not-found': { path: paths.unknownUser },
  '404 member-not-found': { path: paths.unknownUser },
  '404 invite-not-found': { path: { email: 'nobody@example.com' } },
  '400 personal-organization': { path: paths.octocat },
  '400 invalid-role': { body: { username: 'octokitten', email: 'visitor@example.com', role: 'owner' } },
  '400 invalid-body': { body: [] },
  '402 feature-not-available': { options: onStarter },
  '400 plan': { options: onStarter },

  'createOrganization 400 name-missing': { body: {} },
  'createOrganization 409 name-taken': { body: { name: 'My Org' } },
  'updateOrganization 400 recovery-alone': { body: { restore_enabled: true, overages: true } },
  'updateOrganization 400 mfa-missing': { body: { require_mfa: true } },
  'listOrganizationInvoices 400 invalid-type': { query: 'type=paid' },
  'updateSubscription 400 unknown-plan': { body: { plan: 'no-such-plan' } },
  'updateSubscription 402 payment-required': { options: onStarter },
  'addOrganizationMember 404 user-not-found': { body: { username: 'no-such-user' } },
  'addOrganizationMember 409 already-a-member': { body: { username: 'hubot' } },
  'removeOrganizationMember 400 owner': { path: { username: 'octocat' } },
  'removeOrganizationMember 403 role-too-low': {
    path: { username: 'octocat' },
    before: ({ tokenOf }) => tokenOf('hubot'),
  },
  'getOrganizationMember 403 role-too-low': {
    path: { username: 'octocat' },
    before: ({ tokenOf }) => tokenOf('hubot'),
  },
  'listOrganizationAuditLogs 400 invalid-page': { query: 'page=0' },
  'listOrganizationAuditLogs 400 invalid-page-size': { query: 'page_size=101' },
  'inviteOrganizationMemberV2 400 email-or-username': {
    body: { email: 'visitor@example.com', username: 'octokitten' },
  },
  'inviteOrganizationMemberV2 404 user-not-found': { body: { username: 'no-such-user' } },
  'revokeOrganizationAPIToken 404 token-not-found': { path: { tokenId: 'd8zyz-rgEfGuRxOJo0FzjA' } },
  'revokeAPIToken 404 token-not-found': { path: { tokenName: 'no-such-token' } },
  'getLocation 404 location-not-found': { path: { location: 'xxx' } },
  'saveJwks 400 invalid-url': { body: { jwks_url: 'http://auth.example.com/keys' } },
  'removeJwks 404 jwks-not-found': { path: { name: 'no-such-endpoint' } },
  ...minting('createAPIToken'),
  ...minting('createAPITokenV2'),
};

function minting(id: string): Record<string, Attempt> {
  return {
    [`${id} 400 group-without-organization`]: { body: { group: 'default', scopes: ['read'] } },
    [`${id} 400 group-without-scopes`]: { body: { organization: 'my-org', group: 'default' } },
    [`${id} 400 scopes-without-group`]: { body: { organization: 'my-org', scopes: ['read'] } },
    [`${id} 400 unknown-scope`]: { body: { organization: 'my-org', group: 'default', scopes: ['read', 'db:drop'] } },
    [`${id} 400 invalid-name`]: { path: { tokenName: 'CI_token' } },
    [`${id} 400 name-too-long`]: { path: { tokenName: 'x'.repeat(65) } },
    [`${id} 400 name-hyphen`]: { path: { tokenName: 'ci-' } },
    [`${id} 403 not-a-member`]: { body: { organization: 'acme' } },
    [`${id} 403 role-too-low`]: { ...groupToken, before: ({ tokenOf }) => tokenOf('hubot') },
    [`${id} 404 group-not-found`]: { body: { ...groupToken.body, group: 'no-such-group' } },
    [`${id} 404 organization-not-found`]: { body: { organization: 'no-such-org' } },
    [`${id} 409 name-taken`]: { path: { tokenName: 'ci-bot' } },
  };
}

/** Operations that need no token. */
const anonymous = new Set(['getLatestRelease']);

const own = operations2026.filter(({ node }) => tags.has(String((node['tags'] as string[])[0])));
const replies = own.flatMap((operation) => operation.replies.map((reply) => ({ operation, reply })));
const successes = replies.filter(({ reply }) => reply.status < 300);
const refusals = replies
  .filter(({ reply }) => reply.status >= 400)
  .flatMap(({ operation, reply }) => reply.content!.examples.map((example) => ({ operation, reply, ...example })))
  .filter(({ operation, name }) => name !== 'missing-token' || !anonymous.has(operation.id));

const attemptFor = (operation: Operation, reply: Reply, name: string) =>
  [`${operation.id} ${reply.status} ${name}`, `${reply.status} ${name}`].find((key) => Object.hasOwn(attempts, key));

describe('the Turso Platform API of 2026', () => {
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
});

async function send(operation: Operation, { path = {}, query, body, options, before }: Attempt) {
  const parts = startTurso(options);
  const token = await before?.(parts);
  const example = requestOf(operation);
  const names = operation.parameters.filter((parameter) => parameter.in === 'path');
  const target = names.reduce(
    (whole, { name, example: usual }) => whole.replace(`{${name}}`, path[name] ?? String(usual)),
    operation.path,
  );
  const search = query === undefined ? example.path.split('?')[1] : query;
  const { authorization, ...others } = example.headers;
  const given = token === undefined ? { authorization: authorization! } : credential(operation, token);
  const headers = token === '' ? others : { ...others, ...given };
  const response = await parts.fetch(`/2026${search === undefined ? target : `${target}?${search}`}`, {
    method: operation.method,
    headers,
    ...(example.body !== undefined && { body: body === undefined ? example.body : JSON.stringify(body) }),
  });
  const by = response.headers.get('mockplane-operation');
  return { status: response.status, body: await bodyIn(response), by };
}
