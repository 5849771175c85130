import { createTursoClient } from 'mockplane/turso';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.DELETE('/v1/organizations/{org_slug}/members/{username}', {
  params: { path: { org_slug: 'my-org', username: 'hubot' } },
});
if (error) throw new Error(error.error);
console.log(`removed ${data.member}`);
