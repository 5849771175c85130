import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { error } = await turso.GET('/v1/organizations/{organizationSlug}/groups/{groupName}/locations/{location}/wait', {
  params: { path: { organizationSlug: 'my-org', groupName: 'default', location: 'aws-us-east-1' } },
});
if (error) throw new Error(error.error);
console.log('default is ready in aws-us-east-1');
