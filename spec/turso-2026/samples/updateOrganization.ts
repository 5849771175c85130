import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.PATCH('/v1/organizations/{organizationSlug}', {
  params: { path: { organizationSlug: 'my-org' } },
  body: { overages: true },
});
if (error) throw new Error(error.error);
console.log(data.organization.overages ? 'overages are billed' : 'overages are blocked');
