import { createTursoClient } from 'mockplane/turso';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.POST('/v1/organizations/{org_slug}/groups/{group_name}/auth/tokens', {
  params: { path: { org_slug: 'my-org', group_name: 'default' } },
});
if (error) throw new Error(error.error);
console.log(data.jwt);
