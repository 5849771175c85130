import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.GET('/v1/organizations/{organizationSlug}/databases', {
  params: { path: { organizationSlug: 'my-org' } },
});
if (error) throw new Error(error.error);
for (const database of data.databases) console.log(database.Name, database.Hostname);
