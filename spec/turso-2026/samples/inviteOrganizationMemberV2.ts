import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.POST('/v2/organizations/{organizationSlug}/invites', {
  params: { path: { organizationSlug: 'my-org' } },
  body: { email: 'visitor@example.com', role: 'member' },
});
if (error) throw new Error(error.error);
console.log(`invited ${data.invited.email} to ${data.invited.organization}`);
