import { createTursoClient } from 'mockplane/turso';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.GET('/v2/organizations');
if (error) throw new Error(error.error);
for (const { slug, overages } of data.organizations) console.log(`${slug}: ${overages ? 'with' : 'without'} overages`);
