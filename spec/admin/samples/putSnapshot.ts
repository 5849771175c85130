import { createAdminClient } from 'mockplane/admin';

const admin = createAdminClient({ baseUrl: process.env.MOCKPLANE_URL });

const saved = await admin.GET('/_mockplane/snapshot');
if (saved.error) throw new Error(saved.error.detail);

// Change whatever you like, then go back.
const { data, error } = await admin.PUT('/_mockplane/snapshot', { body: saved.data });
if (error) throw new Error(error.detail);
console.log(data.databases, data.instances, data.lambdaInstances);
