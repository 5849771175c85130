import { createTursoClient } from 'mockplane/turso';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { error } = await turso.POST('/v1/organizations/{org_slug}/groups/{group_name}/auth/rotate', {
  params: { path: { org_slug: 'my-org', group_name: 'default' } },
});
if (error) throw new Error(error.error);
console.log('invalidated');
