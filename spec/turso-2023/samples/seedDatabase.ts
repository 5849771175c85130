import { createTursoClient } from 'mockplane/turso';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { error } = await turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/seed', {
  params: { path: { org_slug: 'my-org', db_name: 'my-db' } },
  body: { file: new File(['PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCOMMIT;\n'], 'dump.sql') },
});
if (error) throw new Error(error.error);
console.log('seeded');
