import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.GET('/v1/locations/{location}', {
  params: { path: { location: 'ord' } },
});
if (error) throw new Error(error.error);
for (const { code, description } of data.location.closest) console.log(`${code} ${description}`);
