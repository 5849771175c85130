import { createAdminClient } from 'mockplane/admin';

const admin = createAdminClient({ baseUrl: process.env.MOCKPLANE_URL });

const { data, error } = await admin.PUT('/_mockplane/transitions', { body: { mode: 'manual' } });
if (error) throw new Error(error.detail);
console.log(data.mode, data.pending.length);
