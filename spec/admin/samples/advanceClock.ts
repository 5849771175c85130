import { createAdminClient } from 'mockplane/admin';

const admin = createAdminClient({ baseUrl: process.env.MOCKPLANE_URL });

const { data, error } = await admin.POST('/_mockplane/clock/advance', { body: { by: '1h' } });
if (error) throw new Error(error.detail);
console.log(data.now, data.pendingTransitions);
