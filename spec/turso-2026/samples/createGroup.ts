import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.POST('/v1/organizations/{organizationSlug}/groups', {
  params: { path: { organizationSlug: 'my-org' } },
  body: { name: 'new-group', location: 'aws-us-east-1' },
});
if (error) throw new Error(error.error);
console.log(`${data.group.name} is in ${data.group.primary}`);
