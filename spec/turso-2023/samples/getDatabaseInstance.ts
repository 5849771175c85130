import { createTursoClient } from 'mockplane/turso';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.GET('/v1/organizations/{org_slug}/databases/{db_name}/instances/{instance_name}', {
  params: { path: { org_slug: 'my-org', db_name: 'my-db', instance_name: 'my-instance' } },
});
if (error) throw new Error(error.error);
console.log(data.instance.hostname);
