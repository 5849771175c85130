import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.DELETE('/v1/organizations/{organizationSlug}/api-tokens/{tokenId}', {
  params: { path: { organizationSlug: 'my-org', tokenId: 'd8zwnOrgEfGYFs8dW0yAEg' } },
});
if (error) throw new Error(error.error);
console.log(`revoked ${data.token}`);
