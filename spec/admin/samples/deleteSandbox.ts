import { createAdminClient } from 'mockplane/admin';

const admin = createAdminClient({ baseUrl: process.env.MOCKPLANE_URL });

const { data, error } = await admin.DELETE('/_mockplane/sandboxes/{sandboxName}', {
  params: { path: { sandboxName: 'worker-1' } },
});
if (error) throw new Error(error.detail);
console.log(data.name);
