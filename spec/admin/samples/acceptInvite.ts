import { createAdminClient } from 'mockplane/admin';

const admin = createAdminClient({ baseUrl: process.env.MOCKPLANE_URL });

const { data, error } = await admin.POST('/_mockplane/invites/accept', {
  body: { organization: 'my-org', email: 'visitor@example.com' },
});
if (error) throw new Error(error.detail);
console.log(data.username, data.role);
