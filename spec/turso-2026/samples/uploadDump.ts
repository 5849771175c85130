import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const dump = ['PRAGMA foreign_keys=OFF;', 'BEGIN TRANSACTION;', 'COMMIT;', ''].join('\n');
const { data, error } = await turso.POST('/v1/organizations/{organizationSlug}/databases/dumps', {
  params: { path: { organizationSlug: 'my-org' } },
  body: { file: new File([dump], 'dump.sql') },
});
if (error) throw new Error(error.error);
console.log(data.dump_url);
