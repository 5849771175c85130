import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.PATCH('/v1/organizations/{organizationSlug}/members/{username}', {
  params: { path: { organizationSlug: 'my-org', username: 'hubot' } },
  body: { role: 'admin' },
});
if (error) throw new Error(error.error);
console.log(`${data.member.username} is now ${data.member.role}`);
