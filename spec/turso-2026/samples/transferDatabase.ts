import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.POST('/v1/organizations/{organizationSlug}/databases/{databaseName}/transfer', {
  params: { path: { organizationSlug: 'my-org', databaseName: 'lonely-db' } },
  body: { org: 'octocat' },
});
if (error) throw new Error(error.error);
console.log(`transferred ${data.database.Name}`);
