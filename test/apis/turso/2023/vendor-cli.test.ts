import { describe, expect, it } from 'vitest';
import { startTurso } from './helpers.ts';

const headers = { authorization: 'Bearer mockplane-token', 'content-type': 'application/json' };

/** The requests and responses of the vendor's CLI of November 2023, as recorded. */
function startCli() {
  const parts = startTurso();
  const ask = async (method: string, path: string, body?: string): Promise<{ status: number; body: unknown }> => {
    const response = await parts.fetch(path, { method, headers, ...(body !== undefined && { body }) });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  };
  return { ...parts, ask };
}

describe('a request of the CLI', () => {
  it.each([
    ['/v1/databases', '/v1/organizations/octocat/databases'],
    ['/v1/groups', '/v1/organizations/octocat/groups'],
    ['/v1/groups/default', '/v1/organizations/octocat/groups/default'],
    ['/v1/usage', '/v1/organizations/octocat/usage'],
    ['/v1/subscription', '/v1/organizations/octocat/subscription'],
    ['/v1/billing/payment-methods', '/v1/organizations/octocat/billing/payment-methods'],
    ['/v1/organizations//members', '/v1/organizations/octocat/members'],
    ['/v1/organizations//databases', '/v1/organizations/octocat/databases'],
  ])('%s means the personal organization', async (short, long) => {
    const { ask } = startCli();
    const [one, other] = [await ask('GET', short), await ask('GET', long)];
    expect(one.status).toBe(200);
    expect(one).toEqual(other);
  });

  it.each(['{"Location":"ams"}', '{"Region":"ams"}', '{"REGION":"ams"}'])(
    'creates an instance with %s',
    async (body) => {
      const { ask } = startCli();
      const reply = await ask('POST', '/v1/organizations/my-org/databases/my-db/instances', body);
      expect(reply).toMatchObject({ status: 200, body: { instance: { region: 'ams' } } });
    },
  );

  it('creates a database with a location that has no effect, and a seed', async () => {
    const { ask } = startCli();
    const sent = '{"name":"copy","location":"ams","group":"default","seed":{"type":"database","value":"my-db"}}';
    expect(await ask('POST', '/v1/organizations/my-org/databases', sent)).toMatchObject({
      status: 200,
      body: { database: { Name: 'copy' } },
    });
  });

  it('creates a database from a dump that was uploaded', async () => {
    const { ask, fetch, store } = startCli();
    const form = new FormData();
    form.append('file', new File(['CREATE TABLE t (x);'], 'dump.sql'));
    const { authorization } = headers;
    const uploaded = await fetch('/v1/databases/dumps', { method: 'POST', headers: { authorization }, body: form });
    const { dump_url } = (await uploaded.json()) as { dump_url: string };
    expect(store.dumps.all()).toMatchObject([{ organization: 'octocat', name: 'dump.sql' }]);
    const seed = { type: 'dump', url: dump_url };
    const reply = await ask('POST', '/v1/databases', JSON.stringify({ name: 'dumped', group: 'default', seed }));
    expect(reply.status).toBe(200);
  });

  it.each(['/v1/no-such', '/v1', '/v2/no-such', '/v3/organizations/x/databases', '/releases/other'])(
    'for %s, which nothing answers, is refused in the shape that it prints',
    async (path) => {
      const { ask } = startCli();
      const reply = await ask('GET', path);
      expect(reply.status).toBe(404);
      expect(reply.body).toEqual({ error: expect.stringContaining('nothing is served at') as string });
    },
  );
});

describe('getLatestRelease', () => {
  it.each([
    ['turso-cli/0.87.4 (linux/amd64)', 'v0.87.4'],
    ['turso-cli/0.90.0 (darwin/arm64)', 'v0.90.0'],
    ['turso-cli/dev (linux/amd64)', 'v0.87.4'],
    ['curl/8.5.0', 'v0.87.4'],
  ])('tells %s that %s is the newest, without a token', async (agent, latest) => {
    const { fetch } = startCli();
    const response = await fetch('/releases/latest', { headers: { 'user-agent': agent } });
    expect(await response.json()).toEqual({ latest });
  });
});

describe('getLocation', () => {
  it('suggests what is near', async () => {
    const { ask } = startCli();
    const closest = async (code: string) => {
      const { body } = await ask('GET', `/v1/locations/${code}`);
      return (body as { location: { closest: { code: string }[] } }).location.closest.map((each) => each.code);
    };
    expect(await closest('ams')).toEqual(['lhr', 'fra', 'cdg']);
    expect(await closest('syd')).toEqual(['sin', 'hkg', 'nrt']);
  });
});

describe('createAPITokenV2', () => {
  it('creates a token that is accepted and listed', async () => {
    const { ask, client } = startCli();
    const { body } = await ask('POST', '/v2/auth/api-tokens/ci-token');
    const { token } = body as { token: { value: string } };
    const { data } = await client(token.value).GET('/v1/auth/api-tokens');
    expect(data!.tokens.map(({ name }) => name)).toContain('ci-token');
  });
});
