import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.GET('/v1/organizations');
if (error) throw new Error(error.error);
for (const { slug, type } of data) console.log(`${slug} (${type})`);
