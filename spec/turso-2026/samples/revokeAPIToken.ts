import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.DELETE('/v1/auth/api-tokens/{tokenName}', {
  params: { path: { tokenName: 'ci-bot' } },
});
if (error) throw new Error(error.error);
console.log(`revoked ${data.token}`);
