import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.GET('/v1/auth/validate');
if (error) throw new Error(error.error);
console.log(data.exp === -1 ? 'never expires' : `expires ${new Date(data.exp * 1000).toISOString()}`);
