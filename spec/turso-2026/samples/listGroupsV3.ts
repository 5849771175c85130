import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.GET('/v3/organizations/{organizationId}/groups', {
  params: { path: { organizationId: '0a9aeb70-e351-4c3d-931f-a600ec7d3c9d' } },
});
if (error) throw new Error(error.error);
for (const { name, uuid } of data.groups) console.log(`${name} is ${uuid}`);
