import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.GET('/v1/locations');
if (error) throw new Error(error.error);
for (const [code, name] of Object.entries(data.locations)) console.log(`${code} ${name}`);
