import { createTursoClient } from 'mockplane/turso';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.POST('/v2/auth/api-tokens/{token_name}', {
  params: { path: { token_name: 'ci-token' } },
});
if (error) throw new Error(error.error);
console.log(data.token.value);
