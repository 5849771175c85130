import { createTursoClient } from 'mockplane/turso';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { error } = await turso.POST('/v1/feedback', {
  body: { summary: 'Works', feedback: 'The tests run offline now.' },
});
if (error) throw new Error(error.error);
console.log('sent');
