import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.POST('/v3/organizations/{organizationId}/groups/{groupId}/restore', {
  params: {
    path: { organizationId: '0a9aeb70-e351-4c3d-931f-a600ec7d3c9d', groupId: '019e81fb-72f7-70ff-a8dc-4992f4f3461a' },
  },
});
if (error) throw new Error(error.error);
console.log(`restored ${data.group.name} with ${data.databases.length} databases`);
