import { createAdminClient } from 'mockplane/admin';

const admin = createAdminClient({ baseUrl: process.env.MOCKPLANE_URL });

const { data, error } = await admin.GET('/_mockplane/exchanges', {
  params: { query: { api: 'turso', limit: 50 } },
});
if (error) throw new Error(error.detail);
for (const { id, method, target, status } of data.exchanges) console.log(id, method, target, status);
