import { createTursoClient } from 'mockplane/turso';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.PATCH('/v1/organizations/{org_slug}', {
  params: { path: { org_slug: 'my-org' } },
  body: { overages: true },
});
if (error) throw new Error(error.error);
console.log(data.organization.overages);
