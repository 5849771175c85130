import { createTursoClient, UnexpectedResponseError } from 'mockplane/turso';
import { describe, expect, it } from 'vitest';

const database = { params: { path: { org_slug: 'my-org', db_name: 'my-db' } } } as const;
const organization = { params: { path: { org_slug: 'my-org' } } } as const;

/** A client whose every request is answered with the same response, and the requests that it sent. */
function clientOf(reply: () => Response, options: Parameters<typeof createTursoClient>[0] = {}) {
  const requests: Request[] = [];
  const fetch = (request: Request): Promise<Response> => {
    requests.push(request);
    return Promise.resolve(reply());
  };
  return { turso: createTursoClient({ fetch, ...options }), requests };
}

const replyOf = (body: string | null, status: number, type?: string) => (): Response =>
  new Response(body, { status, ...(type !== undefined && { headers: { 'content-type': type } }) });

const organizations = replyOf('{"organizations":[]}', 200, 'application/json');

describe('a client', () => {
  it('asks a Mockplane on this machine, with its token, unless told otherwise', async () => {
    const { turso, requests } = clientOf(organizations);
    await turso.GET('/v1/organizations');
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET http://127.0.0.1:4010/v1/organizations',
    ]);
    expect(requests[0]?.headers.get('authorization')).toBe('Bearer mockplane-token');
  });

  it('asks whom it is told to, with the token it is given', async () => {
    const { turso, requests } = clientOf(organizations, { baseUrl: 'https://api.turso.tech/', token: 'my-own' });
    await turso.GET('/v1/organizations');
    expect(requests[0]?.url).toBe('https://api.turso.tech/v1/organizations');
    expect(requests[0]?.headers.get('authorization')).toBe('Bearer my-own');
  });

  it('takes what is undefined, as an environment gives it, for what is not said', async () => {
    const { turso, requests } = clientOf(organizations, { baseUrl: undefined, token: undefined, headers: undefined });
    await turso.GET('/v1/organizations');
    expect(requests[0]?.url).toBe('http://127.0.0.1:4010/v1/organizations');
    expect(requests[0]?.headers.get('authorization')).toBe('Bearer mockplane-token');
  });

  it('sends its own headers with each request, and those of a request with that one', async () => {
    const { turso, requests } = clientOf(organizations, { headers: { 'user-agent': 'test', 'x-one': '1' } });
    await turso.GET('/v1/organizations', { headers: { prefer: 'code=200', 'x-one': '2' } });
    await turso.GET('/v1/organizations');
    expect(requests.map(({ headers }) => [headers.get('prefer'), headers.get('x-one')])).toEqual([
      ['code=200', '2'],
      [null, '1'],
    ]);
  });

  it('encodes what it puts into a path and a query', async () => {
    const { turso, requests } = clientOf(replyOf('{"jwt":"a.b.c"}', 200, 'application/json'));
    await turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/auth/tokens', {
      params: { path: { org_slug: 'my org', db_name: 'a/b?c#d%' }, query: { expiration: '1d&x=1' } },
    });
    expect(requests[0]?.url).toBe(
      'http://127.0.0.1:4010/v1/organizations/my%20org/databases/a%2Fb%3Fc%23d%25/auth/tokens?expiration=1d%26x%3D1',
    );
  });

  it('sends a body as JSON', async () => {
    const { turso, requests } = clientOf(replyOf('{"error":"x"}', 409, 'application/json'));
    await turso.POST('/v1/organizations/{org_slug}/databases', { ...organization, body: { name: 'new-db' } });
    expect(requests[0]?.headers.get('content-type')).toBe('application/json');
    expect(await requests[0]?.text()).toBe('{"name":"new-db"}');
  });

  it('lets middleware see each request and each reply', async () => {
    const { turso, requests } = clientOf(organizations);
    const seen: string[] = [];
    turso.use({
      onRequest({ request }) {
        request.headers.set('x-trace', '7');
        seen.push(`${request.method} ${new URL(request.url).pathname}`);
        return request;
      },
      onResponse({ response }) {
        seen.push(String(response.status));
      },
    });
    await turso.GET('/v1/organizations');
    expect(seen).toEqual(['GET /v1/organizations', '200']);
    expect(requests[0]?.headers.get('x-trace')).toBe('7');
  });

  it('passes on the failure of what sends its requests', async () => {
    const failure = new TypeError('fetch failed');
    const turso = createTursoClient({ fetch: () => Promise.reject(failure) });
    await expect(turso.GET('/v1/organizations')).rejects.toBe(failure);
  });
});

describe('a documented reply', () => {
  it('of success is data', async () => {
    const { turso } = clientOf(organizations);
    const result = await turso.GET('/v1/organizations');
    expect(result).toEqual({ status: 200, data: { organizations: [] }, response: expect.any(Response) });
  });

  it('of failure is an error', async () => {
    const { turso } = clientOf(replyOf('{"error":"organization not found"}', 404, 'application/json'));
    const result = await turso.GET('/v1/organizations/{org_slug}/databases', organization);
    expect(result).toEqual({ status: 404, error: { error: 'organization not found' }, response: expect.any(Response) });
  });

  it.each(['application/json; charset=utf-8', 'Application/JSON;charset=UTF-8'])('may call itself %s', async (type) => {
    const { turso } = clientOf(replyOf('{"organizations":[]}', 200, type));
    expect((await turso.GET('/v1/organizations')).data).toEqual({ organizations: [] });
  });

  it.each([
    ['with a length of zero', () => new Response(null, { status: 200, headers: { 'content-length': '0' } })],
    ['with no length', () => new Response('', { status: 200 })],
    ['with no body', () => new Response(null, { status: 200 })],
    ['called JSON', replyOf('', 200, 'application/json')],
  ])('may be empty, %s', async (_what, reply) => {
    const { turso } = clientOf(reply);
    const result = await turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/update', database);
    expect(result.status).toBe(200);
    expect(result.data).toBeUndefined();
    expect(result.error).toBeUndefined();
  });
});

describe('a reply that no contract documents', () => {
  const page = '<!doctype html><title>Bad gateway</title>';
  const problem = '{"type":"about:blank","title":"Contract violation","status":500,"detail":"…"}';

  it.each([
    ['a page of a proxy', page, 502, 'text/html'],
    ['a page of a proxy that calls it a success', page, 200, 'text/html; charset=utf-8'],
    ['a page that calls itself JSON', page, 200, 'application/json'],
    ['an empty failure', '', 503, 'application/json'],
    ['an empty failure without a type', null, 502, undefined],
    ['half a reply', '{"organizations":[{"na', 200, 'application/json'],
    ['half a refusal', '{"error":', 404, 'application/json'],
    ['JSON that calls itself text', '{"organizations":[]}', 200, 'text/plain'],
    ['JSON that calls itself nothing', '{"organizations":[]}', 200, ''],
    ['a problem of Mockplane itself', problem, 500, 'application/problem+json'],
    ['a problem that is not found', problem, 404, 'application/problem+json'],
    ['a type that begins as JSON does', '{"organizations":[]}', 200, 'application/jsonish'],
  ])('is thrown: %s', async (_what, body, status, type) => {
    const { turso, requests } = clientOf(replyOf(body, status, type));
    const failure = await turso.GET('/v1/organizations').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UnexpectedResponseError);
    const error = failure as UnexpectedResponseError;
    expect(error).toMatchObject({ name: 'UnexpectedResponseError', body: body ?? '' });
    expect(error.response.status).toBe(status);
    expect(error.request.url).toBe(requests[0]?.url);
  });

  it('is told of in one line: what was asked, what came, and how it begins', async () => {
    const { turso } = clientOf(replyOf('x'.repeat(300), 502, 'text/html'));
    await expect(turso.GET('/v1/organizations')).rejects.toThrow(
      new RegExp(
        `^GET http://127\\.0\\.0\\.1:4010/v1/organizations was answered 502 with text/html: ${'x'.repeat(200)}…$`,
      ),
    );
  });

  it('is told of, when it is empty and has no type', async () => {
    const { turso } = clientOf(replyOf(null, 503));
    await expect(turso.GET('/v1/organizations')).rejects.toThrow(
      'GET http://127.0.0.1:4010/v1/organizations was answered 503 with no content type: (empty)',
    );
  });
});
