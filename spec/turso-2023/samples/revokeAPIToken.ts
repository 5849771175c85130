import { createTursoClient } from 'mockplane/turso';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.DELETE('/v1/auth/api-tokens/{token_name}', {
  params: { path: { token_name: 'my-token' } },
});
if (error) throw new Error(error.error);
console.log(`revoked ${data.token}`);
