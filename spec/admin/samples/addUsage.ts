import { createAdminClient } from 'mockplane/admin';

const admin = createAdminClient({ baseUrl: process.env.MOCKPLANE_URL });

const { data, error } = await admin.POST('/_mockplane/usage', {
  body: { organization: 'my-org', database: 'my-db', rowsRead: 1000, rowsWritten: 10, storageBytes: 40960 },
});
if (error) throw new Error(error.detail);
console.log(data.month, data.rowsRead, data.rowsWritten, data.storageBytes);
