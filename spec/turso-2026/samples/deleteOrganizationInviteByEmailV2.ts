import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { error } = await turso.DELETE('/v2/organizations/{organizationSlug}/invites/{email}', {
  params: { path: { organizationSlug: 'my-org', email: 'newcomer@example.com' } },
});
if (error) throw new Error(error.error);
console.log('deleted the invite');
