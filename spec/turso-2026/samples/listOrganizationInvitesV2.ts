import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.GET('/v2/organizations/{organizationSlug}/invites', {
  params: { path: { organizationSlug: 'my-org' } },
});
if (error) throw new Error(error.error);
for (const { email, role } of data.invites) console.log(`${email} (${role})`);
