import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { error } = await turso.DELETE('/v2/organizations/{organizationSlug}/jwks/{name}', {
  params: { path: { organizationSlug: 'my-org', name: 'auth-provider' } },
});
if (error) throw new Error(error.error);
console.log('removed auth-provider');
