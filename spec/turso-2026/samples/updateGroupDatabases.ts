import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { error } = await turso.POST('/v1/organizations/{organizationSlug}/groups/{groupName}/update', {
  params: { path: { organizationSlug: 'my-org', groupName: 'default' } },
});
if (error) throw new Error(error.error);
console.log('asked for the newest server');
