import { createAdminClient } from 'mockplane/admin';

const admin = createAdminClient({ baseUrl: process.env.MOCKPLANE_URL });

const { data, error } = await admin.GET('/_mockplane/exchanges/{exchangeId}', {
  params: { path: { exchangeId: 1 } },
});
if (error) throw new Error(error.detail);
for (const { step, outcome, detail } of data.trail) console.log(step, outcome, detail ?? '');
