import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.GET('/v1/organizations/{organizationSlug}/invoices', {
  params: { path: { organizationSlug: 'my-org' }, query: { type: 'issued' } },
});
if (error) throw new Error(error.error);
for (const { invoice_number, amount_due } of data.invoices) console.log(`${invoice_number}: $${amount_due}`);
