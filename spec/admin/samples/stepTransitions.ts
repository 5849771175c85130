import { createAdminClient } from 'mockplane/admin';

const admin = createAdminClient({ baseUrl: process.env.MOCKPLANE_URL });

const { data, error } = await admin.POST('/_mockplane/transitions/step', { body: { count: 1 } });
if (error) throw new Error(error.detail);
for (const { resource, from, to } of data.made) console.log(resource, from, to);
