import { operations } from '../../../../helpers/operations.ts';
import type { MockplaneOptions } from '../../../../../src/mockplane/options.ts';
import type { Attempt, Attempts } from './attempt.ts';

const paths = { octocat: { organizationSlug: 'octocat' }, unknownUser: { username: 'no-such-user' } } as const;
const onStarter: { readonly options: MockplaneOptions } = { options: { plan: 'starter' } };
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

/** The operations that are reached by these attempts, by id. */
const own = new Set(
  operations
    .filter(({ api, node }) => api === 'turso-2026' && tags.has((node['tags'] as string[])[0]!))
    .map(({ id }) => id),
);

export const isOfAccount = (id: string): boolean => own.has(id);

/** The requests for the documented refusals of accounts, organizations and tokens. */
export const accountAttempts: Attempts = {
  '403 role-too-low': { token: ({ addToken }) => addToken('hubot') },
  '404 user-not-found': { path: paths.unknownUser },
  '404 member-not-found': { path: paths.unknownUser },
  '404 invite-not-found': { path: { email: 'nobody@example.com' } },
  '400 personal-organization': { path: paths.octocat },
  '400 invalid-role': { body: { username: 'octokitten', email: 'visitor@example.com', role: 'owner' } },
  '402 feature-not-available': onStarter,
  '400 plan': onStarter,

  'createOrganization 400 name-missing': { body: {} },
  'createBillingCustomer 400 name-missing': { body: {} },
  'createOrganization 409 name-taken': { body: { name: 'My Org' } },
  'updateOrganization 400 recovery-alone': { body: { restore_enabled: true, overages: true } },
  'updateOrganization 400 mfa-missing': { body: { require_mfa: true } },
  'listOrganizationInvoices 400 invalid-type': { query: 'type=paid' },
  'updateSubscription 400 unknown-plan': { body: { plan: 'no-such-plan' } },
  'updateSubscription 402 payment-required': onStarter,
  'addOrganizationMember 404 user-not-found': { body: { username: 'no-such-user' } },
  'addOrganizationMember 409 already-a-member': { body: { username: 'hubot' } },
  'removeOrganizationMember 400 owner': { path: { username: 'octocat' } },
  'removeOrganizationMember 403 role-too-low': {
    path: { username: 'octocat' },
    token: ({ addToken }) => addToken('hubot'),
  },
  'getOrganizationMember 403 role-too-low': {
    path: { username: 'octocat' },
    token: ({ addToken }) => addToken('hubot'),
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
    [`${id} 403 role-too-low`]: { ...groupToken, token: ({ addToken }) => addToken('hubot') },
    [`${id} 404 group-not-found`]: { body: { ...groupToken.body, group: 'no-such-group' } },
    [`${id} 404 organization-not-found`]: { body: { organization: 'no-such-org' } },
    [`${id} 409 name-taken`]: { path: { tokenName: 'ci-bot' } },
  };
}
