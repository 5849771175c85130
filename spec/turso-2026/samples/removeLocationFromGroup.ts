import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.DELETE(
  '/v1/organizations/{organizationSlug}/groups/{groupName}/locations/{location}',
  {
    params: { path: { organizationSlug: 'my-org', groupName: 'edge', location: 'ams' } },
  },
);
if (error) throw new Error(error.error);
console.log(data.group.locations);
