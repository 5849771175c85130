import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.PUT('/v2/organizations/{organizationSlug}/jwks/{name}', {
  params: { path: { organizationSlug: 'my-org', name: 'auth-provider' } },
  body: { jwks_url: 'https://auth.example.com/.well-known/jwks.json' },
});
if (error) throw new Error(error.error);
console.log(`saved ${data.jwks.jwks_name}`);
