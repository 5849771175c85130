import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.GET('/v1/plans');
if (error) throw new Error(error.error);
for (const { name, quotas } of data.plans) console.log(`${name}: ${quotas.rowsRead} rows read a month`);
