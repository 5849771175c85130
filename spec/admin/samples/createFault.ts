import { createAdminClient } from 'mockplane/admin';

const admin = createAdminClient({ baseUrl: process.env.MOCKPLANE_URL });

const { data, error } = await admin.POST('/_mockplane/faults', {
  body: { operation: 'createDatabase', action: 'respond', status: 409, example: 'name-taken', count: 1 },
});
if (error) throw new Error(error.detail);
console.log(data.id);
