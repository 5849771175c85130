import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.GET('/v1/organizations/{organizationSlug}/groups', {
  params: { path: { organizationSlug: 'my-org' } },
});
if (error) throw new Error(error.error);
for (const group of data.groups) console.log(group.name, group.primary);
