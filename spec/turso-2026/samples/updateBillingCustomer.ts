import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.PUT('/v1/organizations/{organizationSlug}/billing/customer', {
  params: { path: { organizationSlug: 'my-org' } },
  body: { name: 'Octo Inc.', email: 'billing@example.com' },
});
if (error) throw new Error(error.error);
console.log(`invoices go to ${data.email}`);
