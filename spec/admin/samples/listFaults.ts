import { createAdminClient } from 'mockplane/admin';

const admin = createAdminClient({ baseUrl: process.env.MOCKPLANE_URL });

const { data, error } = await admin.GET('/_mockplane/faults');
if (error) throw new Error(error.detail);
for (const { id, operation, action, fired } of data.faults) console.log(id, operation, action, fired);
