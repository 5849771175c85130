import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.POST('/v1/organizations/{organizationSlug}/groups/{groupName}/auth/tokens', {
  params: { path: { organizationSlug: 'my-org', groupName: 'default' }, query: { expiration: '7d' } },
});
if (error) throw new Error(error.error);
console.log(data.jwt);
