import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.DELETE(
  '/v1/organizations/{organizationSlug}/databases/{databaseName}/instances/{instanceName}',
  {
    params: { path: { organizationSlug: 'my-org', databaseName: 'lonely-db', instanceName: 'premium-triathlon' } },
  },
);
if (error) throw new Error(error.error);
console.log(`destroyed ${data.instance}`);
