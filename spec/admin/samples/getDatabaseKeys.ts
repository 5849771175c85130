import { createAdminClient } from 'mockplane/admin';

const admin = createAdminClient({ baseUrl: process.env.MOCKPLANE_URL });

const { data, error } = await admin.GET('/_mockplane/organizations/{organization}/databases/{database}/jwks', {
  params: { path: { organization: 'my-org', database: 'my-db' } },
});
if (error) throw new Error(error.detail);
for (const { kid, x } of data.keys) console.log(kid, x);
