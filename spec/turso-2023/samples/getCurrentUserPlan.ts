import { createTursoClient } from 'mockplane/turso';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.GET('/v1/current-user');
if (error) throw new Error(error.error);
console.log(`${data.user.username} (${data.user.plan})`);
