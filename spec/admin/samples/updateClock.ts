import { createAdminClient } from 'mockplane/admin';

const admin = createAdminClient({ baseUrl: process.env.MOCKPLANE_URL });

const { data, error } = await admin.PATCH('/_mockplane/clock', { body: { running: false } });
if (error) throw new Error(error.detail);
console.log(data.now, data.running);
