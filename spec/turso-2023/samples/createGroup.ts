import { createTursoClient } from 'mockplane/turso';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.POST('/v1/organizations/{org_slug}/groups', {
  params: { path: { org_slug: 'my-org' } },
  body: { name: 'group2', location: 'lhr' },
});
if (error) throw new Error(error.error);
console.log(`${data.group.name} in ${data.group.primary}`);
