import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.DELETE('/v3/organizations/{organizationId}/databases/{databaseId}', {
  params: {
    path: {
      organizationId: '0a9aeb70-e351-4c3d-931f-a600ec7d3c9d',
      databaseId: '019bb173-9454-7bac-95e2-222d293912e5',
    },
  },
});
if (error) throw new Error(error.error);
console.log(`destroyed ${data.database}`);
