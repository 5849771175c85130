import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.GET('/v2/locations');
if (error) throw new Error(error.error);
for (const [platform, codes] of Object.entries(data.locations)) console.log(platform, Object.keys(codes).join(' '));
