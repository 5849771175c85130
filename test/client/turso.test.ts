import { createMockplane } from 'mockplane';
import { createTursoClient } from 'mockplane/turso';
import { describe, expect, it } from 'vitest';

const { fetch, token } = createMockplane({ stateless: true });
const turso = createTursoClient({ fetch, token });

const organization = { path: { org_slug: 'my-org' } } as const;
const database = { path: { org_slug: 'my-org', db_name: 'my-db' } } as const;

describe('createTursoClient', () => {
  it('reads', async () => {
    const { data, error, status, response } = await turso.GET('/v1/organizations/{org_slug}/databases', {
      params: organization,
    });
    expect(status).toBe(200);
    expect(error).toBeUndefined();
    expect(data?.databases.map(({ Name, regions }) => [Name, regions])).toEqual([
      ['my-db', ['ord', 'sjc']],
      ['staging-db', []],
    ]);
    expect(response.headers.get('mockplane-operation')).toBe('listDatabases');
  });

  it('creates', async () => {
    const { data } = await turso.POST('/v1/organizations/{org_slug}/databases', {
      params: organization,
      body: { name: 'new-db' },
    });
    expect(data?.database).toMatchObject({ Name: 'new-db', Hostname: 'new-db-my-org.turso.io' });
  });

  it('deletes', async () => {
    const { data } = await turso.DELETE('/v1/organizations/{org_slug}/databases/{db_name}', { params: database });
    expect(data).toEqual({ database: 'my-db' });
  });

  it('sends a query', async () => {
    const sent = { params: { ...database, query: { expiration: 'soon' } } };
    const result = await turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/auth/tokens', sent);
    expect(result).toMatchObject({ status: 400, error: { error: 'Invalid expiration format' } });
  });

  it('takes an honest empty reply', async () => {
    const result = await turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/auth/rotate', {
      params: database,
    });
    expect(result).toEqual({ status: 200, data: undefined, response: expect.any(Response) });
  });

  it('gives each documented refusal as a value, told apart by its status', async () => {
    const found: Record<number, string> = {};
    for (const status of [200, 400, 401, 402, 403, 404, 409]) {
      const result = await turso.POST('/v1/organizations/{org_slug}/databases', {
        params: organization,
        body: { name: 'new-db' },
        headers: { prefer: `code=${status}` },
      });
      found[result.status] = result.status === 200 ? result.data.database.Name : result.error.error;
    }
    expect(found).toEqual({
      200: 'new-db',
      400: 'name can only contain lowercase letters, numbers, and hyphens',
      401: 'missing authorization header',
      402: 'this feature is not available on the starter plan',
      403: 'you are not a member of organization acme',
      404: 'organization not found',
      409: 'database with name my-db already exists',
    });
  });

  it('is refused with another token', async () => {
    const stranger = createTursoClient({ fetch, token: 'another' });
    const { error, status } = await stranger.GET('/v1/organizations');
    expect(status).toBe(401);
    expect(error).toEqual({ error: 'token contains an invalid number of segments' });
  });
});
