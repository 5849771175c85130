import { createAdminClient } from 'mockplane/admin';

const admin = createAdminClient({ baseUrl: process.env.MOCKPLANE_URL });

const { data, error } = await admin.POST('/_mockplane/sandboxes', {
  body: { name: 'worker-2', seed: '1', baseline: 'empty', transitions: { mode: 'manual' } },
});
if (error) throw new Error(error.detail);
console.log(data.token, data.baseUrls.turso);
