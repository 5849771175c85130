import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.GET(
  '/v1/organizations/{organizationSlug}/databases/{databaseName}/instances/{instanceName}',
  {
    params: { path: { organizationSlug: 'my-org', databaseName: 'my-db', instanceName: 'aws-us-east-1' } },
  },
);
if (error) throw new Error(error.error);
console.log(data.instance.name, data.instance.hostname);
