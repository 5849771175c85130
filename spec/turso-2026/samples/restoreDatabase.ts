import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.POST('/v3/organizations/{organizationId}/databases/{databaseId}/restore', {
  params: {
    path: {
      organizationId: '0a9aeb70-e351-4c3d-931f-a600ec7d3c9d',
      databaseId: '019c1e02-6a6e-7975-8dc6-bf34a3c4ab7d',
    },
  },
  body: {},
});
if (error) throw new Error(error.error);
console.log(`restored ${data.database.Name}`);
