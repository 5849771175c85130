import { createAdminClient } from 'mockplane/admin';
import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL });
const admin = createAdminClient({ baseUrl: process.env.MOCKPLANE_URL });

await turso.POST('/v2/organizations/{organizationSlug}/invites', {
  params: { path: { organizationSlug: 'my-org' } },
  body: { email: 'visitor@example.com' },
});
const { data, error } = await admin.POST('/_mockplane/invites/accept', {
  body: { organization: 'my-org', email: 'visitor@example.com' },
});
if (error) throw new Error(error.detail);
console.log(data.username, data.role);
