import { createTursoClient } from 'mockplane/turso';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { error } = await turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/update', {
  params: { path: { org_slug: 'my-org', db_name: 'my-db' } },
});
if (error) throw new Error(error.error);
console.log('updated my-db');
