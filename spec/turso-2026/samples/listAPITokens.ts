import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.GET('/v1/auth/api-tokens');
if (error) throw new Error(error.error);
for (const { name, organization } of data.tokens)
  console.log(`${name} reaches ${organization ?? 'every organization'}`);
