import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.POST('/v1/organizations/{organizationSlug}/groups/{groupName}/rename', {
  params: { path: { organizationSlug: 'my-org', groupName: 'default' } },
  body: { name: 'main' },
});
if (error) throw new Error(error.error);
console.log(data.group.name);
