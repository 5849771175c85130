import { createAdminClient } from 'mockplane/admin';

const admin = createAdminClient({ baseUrl: process.env.MOCKPLANE_URL });

const { data, error } = await admin.GET('/_mockplane/snapshot');
if (error) throw new Error(error.detail);
console.log(JSON.stringify(data, null, 2));
