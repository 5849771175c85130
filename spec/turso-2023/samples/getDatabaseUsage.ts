import { createTursoClient } from 'mockplane/turso';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.GET('/v1/organizations/{org_slug}/databases/{db_name}/usage', {
  params: { path: { org_slug: 'my-org', db_name: 'my-db' } },
});
if (error) throw new Error(error.error);
const { rows_read, rows_written, storage_bytes } = data.database.usage;
console.log(`${rows_read} rows read, ${rows_written} written, ${storage_bytes} bytes stored`);
