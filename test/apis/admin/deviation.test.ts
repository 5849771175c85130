import { createMockplane, startMockplane } from 'mockplane';
import { createTursoClient } from 'mockplane/turso';
import { describe, expect, it, onTestFinished } from 'vitest';

function start() {
  const mockplane = createMockplane({ transitions: 'immediate' });
  onTestFinished(() => mockplane.close());
  const turso = createTursoClient({ fetch: mockplane.fetch });
  const list = async (query: object): Promise<(string | undefined)[]> => {
    const { data } = await mockplane.admin.GET('/_mockplane/exchanges', { params: { query } });
    return data!.exchanges.map(({ method, status }) => `${method} ${status}`);
  };
  return { mockplane, turso, list };
}

const my = { params: { path: { org_slug: 'my-org' } } };

describe('listExchanges with deviation', () => {
  it('shows what the contract forbids, and what was tolerated', async () => {
    const { mockplane, turso, list } = start();
    await turso.GET('/v1/locations');
    // A taken name is an answer of the service.
    await turso.POST('/v1/organizations/{org_slug}/databases', { ...my, body: { name: 'my-db' } });
    expect(await list({ deviation: 'any' })).toEqual([]);
    await mockplane.fetch('http://127.0.0.1/v1/locations');
    await mockplane.fetch('http://127.0.0.1/v1/location');
    await turso.POST('/v1/organizations/{org_slug}/databases', { ...my, body: {} as { name: string } });
    const misspelt = { name: 'new-db', imag: 'latest' };
    await turso.POST('/v1/organizations/{org_slug}/databases', { ...my, body: misspelt });
    expect(await list({ deviation: 'refused' })).toEqual(['GET 401', 'GET 404', 'POST 400']);
    expect(await list({ deviation: 'noted' })).toEqual(['POST 200']);
    expect(await list({ deviation: 'any' })).toEqual(['GET 401', 'GET 404', 'POST 400', 'POST 200']);
  });

  it('keeps the notes of a refused request, which explain it', async () => {
    const { mockplane, turso } = start();
    await turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/instances', {
      params: { path: { org_slug: 'my-org', db_name: 'my-db' } },
      body: { loc: 'ord' } as unknown as { location: string },
    });
    const { data } = await mockplane.admin.GET('/_mockplane/exchanges', { params: { query: { deviation: 'noted' } } });
    expect(data?.exchanges).toMatchObject([
      { status: 400, refusal: 'location is required', notes: ['unknown property loc; did you mean location?'] },
    ]);
  });
});

describe('listExchanges with wait', () => {
  it('answers with the next call, as soon as it is answered', async () => {
    await using server = await startMockplane({ port: 0 });
    const turso = createTursoClient({ baseUrl: server.url });
    await turso.GET('/v1/locations');
    const query = { operation: 'listLocations', after: 1, wait: '1m' };
    const waiting = server.admin.GET('/_mockplane/exchanges', { params: { query } });
    await turso.GET('/v1/organizations');
    await turso.GET('/v1/locations');
    expect((await waiting).data?.exchanges).toMatchObject([{ id: 3, operation: 'listLocations' }]);
  });

  it('answers at once with what matches, and with nothing when the time is over', async () => {
    const { mockplane, turso } = start();
    await turso.GET('/v1/locations');
    const ask = (query: object) => mockplane.admin.GET('/_mockplane/exchanges', { params: { query } });
    expect((await ask({ operation: 'listLocations', wait: '1m' })).data?.exchanges).toHaveLength(1);
    expect((await ask({ operation: 'listLocations', after: 1, wait: '1ms' })).data).toEqual({ exchanges: [] });
  });

  it('ends when the server does', async () => {
    const server = await startMockplane({ port: 0 });
    const waiting = server.admin
      .GET('/_mockplane/exchanges', { params: { query: { wait: '1m' } } })
      .then(({ response }) => response.status)
      .catch(() => 'no reply');
    await server.admin.GET('/_mockplane/health');
    await server.close();
    expect([200, 'no reply']).toContain(await waiting);
  });
});
