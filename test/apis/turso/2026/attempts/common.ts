import type { Attempts } from './attempt.ts';

/** Those that bring the refusals which most operations have. */
export const commonAttempts: Attempts = {
  '401 missing-token': { token: () => '' },
  '401 invalid-token': { token: () => 'no-token' },
  '401 database-token': {
    async token({ turso }) {
      const path = { organizationSlug: 'my-org', databaseName: 'my-db' };
      const { data } = await turso.POST('/v1/organizations/{organizationSlug}/databases/{databaseName}/auth/tokens', {
        params: { path },
      });
      return data!.jwt;
    },
  },
  '401 revoked-token': {
    token({ addToken, store }) {
      const revoked = addToken('octocat');
      store.apiTokens.remove(store.apiTokens.all().at(-1)!.id);
      return `${revoked.split('.')[0]}.${Buffer.from('{"jti":"x"}').toString('base64url')}.x`;
    },
  },
  '403 not-a-member': { path: { organizationSlug: 'acme', organizationId: 'acme' } },
  '403 token-restricted': { token: ({ addToken }) => addToken('octocat', { organization: 'octocat' }) },
  '404 organization-not-found': { path: { organizationSlug: 'no-such-org', organizationId: 'no-such-org' } },
  '404 database-not-found': {
    path: { databaseName: 'no-such-db', databaseId: '00000000-0000-7000-8000-000000000000' },
  },
  '404 group-not-found': { path: { groupName: 'no-such-group', groupId: '00000000-0000-7000-8000-000000000000' } },
  '404 instance-not-found': { path: { instanceName: 'no-such-instance' } },
  '400 invalid-body': { body: [] },
};
