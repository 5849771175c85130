import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.POST('/v1/organizations/{organizationSlug}/databases/{databaseName}/instances', {
  params: { path: { organizationSlug: 'my-org', databaseName: 'lonely-db' } },
  body: { location: 'ams' },
});
if (error) throw new Error(error.error);
console.log(`${data.instance.name} is a ${data.instance.type} in ${data.instance.region}`);
