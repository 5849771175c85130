import { createTursoClient } from 'mockplane/turso';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.POST('/v1/organizations/{org_slug}/databases/dumps', {
  params: { path: { org_slug: 'my-org' } },
  body: { file: new File(['PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCOMMIT;\n'], 'dump.sql') },
});
if (error) throw new Error(error.error);
console.log(data.dump_url);
