import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.POST('/v1/auth/invalidate');
if (error) throw new Error(error.error);
console.log(`sessions from before ${new Date(data.ValidFrom * 1000).toISOString()} have ended`);
