import { createAdminClient } from 'mockplane/admin';

const admin = createAdminClient({ baseUrl: process.env.MOCKPLANE_URL });

const { data, error } = await admin.POST('/_mockplane/groups/archive', {
  body: { organization: 'my-org', group: 'default' },
});
if (error) throw new Error(error.detail);
console.log(data.group, data.archivedAt);
