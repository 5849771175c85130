import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.GET('/v1/organizations/{organizationSlug}/databases/{databaseName}/configuration', {
  params: { path: { organizationSlug: 'my-org', databaseName: 'my-db' } },
});
if (error) throw new Error(error.error);
console.log(data.delete_protection ? 'protected' : 'not protected');
