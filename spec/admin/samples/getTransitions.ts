import { createAdminClient } from 'mockplane/admin';

const admin = createAdminClient({ baseUrl: process.env.MOCKPLANE_URL });

const { data, error } = await admin.GET('/_mockplane/transitions');
if (error) throw new Error(error.detail);
for (const { kind, resource, from, to } of data.pending) console.log(kind, resource, from, to);
