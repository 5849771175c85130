import { createTursoClient } from 'mockplane/turso';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.GET('/v1/organizations/{org_slug}/databases/{db_name}/instances', {
  params: { path: { org_slug: 'my-org', db_name: 'my-db' } },
});
if (error) throw new Error(error.error);
for (const { name, type, region } of data.instances) console.log(`${name} (${type}) in ${region}`);
