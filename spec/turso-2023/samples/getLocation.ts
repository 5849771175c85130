import { createTursoClient } from 'mockplane/turso';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.GET('/v1/locations/{location}', {
  params: { path: { location: 'ord' } },
});
if (error) throw new Error(error.error);
console.log(data.location.closest.map(({ code }) => code).join(', '));
