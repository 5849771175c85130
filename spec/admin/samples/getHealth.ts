import { createAdminClient } from 'mockplane/admin';

const admin = createAdminClient({ baseUrl: process.env.MOCKPLANE_URL });

const { data, error } = await admin.GET('/_mockplane/health');
if (error) throw new Error(error.detail);
console.log(data.version, data.mode, data.now);
