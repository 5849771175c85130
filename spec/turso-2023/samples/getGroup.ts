import { createTursoClient } from 'mockplane/turso';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.GET('/v1/organizations/{org_slug}/groups/{group_name}', {
  params: { path: { org_slug: 'my-org', group_name: 'default' } },
});
if (error) throw new Error(error.error);
console.log(data.group.locations.join(', '));
