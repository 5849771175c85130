import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.GET('/v1/organizations/{organizationSlug}/audit-logs', {
  params: { path: { organizationSlug: 'my-org' }, query: { page_size: 100 } },
});
if (error) throw new Error(error.error);
for (const { created_at, author, code } of data.audit_logs) console.log(`${created_at} ${author} ${code}`);
