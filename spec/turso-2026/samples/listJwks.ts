import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.GET('/v2/organizations/{organizationSlug}/jwks', {
  params: { path: { organizationSlug: 'my-org' } },
});
if (error) throw new Error(error.error);
for (const { jwks_name, jwks_url } of data.jwks) console.log(`${jwks_name} ${jwks_url}`);
