import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { error } = await turso.POST('/v1/organizations/{organizationSlug}/databases/{databaseName}/wakeup', {
  params: { path: { organizationSlug: 'my-org', databaseName: 'edge-db' } },
});
if (error) throw new Error(error.error);
console.log('edge-db is awake');
