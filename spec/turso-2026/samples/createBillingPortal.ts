import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.POST('/v1/organizations/{organizationSlug}/billing/portal', {
  params: { path: { organizationSlug: 'my-org' } },
});
if (error) throw new Error(error.error);
console.log(data.portal.url);
