import { createAdminClient } from 'mockplane/admin';

const admin = createAdminClient({ baseUrl: process.env.MOCKPLANE_URL });

const { data, error } = await admin.GET('/_mockplane/sandboxes');
if (error) throw new Error(error.detail);
for (const { name, token } of data.sandboxes) console.log(name, token);
