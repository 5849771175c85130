import { createTursoClient } from 'mockplane/turso';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/transfer', {
  params: { path: { org_slug: 'my-org', db_name: 'my-db' } },
  body: { org: 'octocat' },
});
if (error) throw new Error(error.error);
console.log(data.database.Hostname);
