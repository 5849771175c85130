export { drizzleOrm } from './drizzle.ts';
export { hranaClient } from './hrana-client.ts';
export { knexBuilder } from './knex.ts';
export { kyselyBuilder } from './kysely.ts';
export { libsqlClient } from './libsql-client.ts';
export { prismaAdapter } from './prisma.ts';
export { serverless } from './serverless.ts';
export { story } from './story.ts';
