import { createTursoClient } from 'mockplane/turso';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.POST('/v1/organizations/{org_slug}/members', {
  params: { path: { org_slug: 'my-org' } },
  body: { username: 'octokitten', role: 'admin' },
});
if (error) throw new Error(error.error);
console.log(`${data.member} (${data.role})`);
