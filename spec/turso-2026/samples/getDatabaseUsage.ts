import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.GET('/v1/organizations/{organizationSlug}/databases/{databaseName}/usage', {
  params: {
    path: { organizationSlug: 'my-org', databaseName: 'my-db' },
    query: { from: '2026-09-01T00:00:00Z', to: '2026-09-15T00:00:00Z' },
  },
});
if (error) throw new Error(error.error);
const { rows_read, rows_written, storage_bytes } = data.database.usage;
console.log(`${rows_read} rows read, ${rows_written} written, ${storage_bytes} bytes stored`);
