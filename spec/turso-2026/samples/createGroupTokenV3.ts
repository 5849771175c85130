import { createTursoClient } from 'mockplane/turso-2026';

const turso = createTursoClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await turso.POST('/v3/organizations/{organizationId}/groups/{groupId}/auth/tokens', {
  params: {
    path: { organizationId: '0a9aeb70-e351-4c3d-931f-a600ec7d3c9d', groupId: '019bb16e-fefd-79a4-be1e-70bcc951a480' },
    query: { expiration: '1d' },
  },
});
if (error) throw new Error(error.error);
console.log(data.jwt);
