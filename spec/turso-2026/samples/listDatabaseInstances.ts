import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.GET('/v1/organizations/{organizationSlug}/databases/{databaseName}/instances', {
  params: { path: { organizationSlug: 'my-org', databaseName: 'my-db' } },
});
if (error) throw new Error(error.error);
for (const instance of data.instances) console.log(instance.name, instance.type);
