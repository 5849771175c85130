import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { createMockplane, type InProcessOptions, type Mockplane } from '../../src/mockplane/create.ts';
import { root } from '../helpers/folders.ts';
import { startMockplane } from '../../src/mockplane/start.ts';
import { probeDocument } from './probe.ts';

const corpus = (name: string): string => join(root, 'test/documents/corpus', name);
const opened: Mockplane[] = [];
afterEach(() => {
  for (const mockplane of opened.splice(0)) mockplane.close();
});

function open(options: InProcessOptions = {}): Mockplane {
  const mockplane = createMockplane({ documents: [corpus('shop.yaml')], ...options });
  opened.push(mockplane);
  return mockplane;
}

async function call(mockplane: Mockplane, target: string, init: RequestInit = {}) {
  const reply = await mockplane.fetch(`http://127.0.0.1${target}`, init);
  const text = await reply.text();
  const isJson = /json/.test(reply.headers.get('content-type') ?? '');
  return { status: reply.status, headers: reply.headers, body: isJson ? (JSON.parse(text) as unknown) : text };
}

const key = { 'x-shop-key': 'any' };

describe('a document of the user', () => {
  it('is answered with its first example that fits its schema', async () => {
    const { status, body, headers } = await call(open(), '/products');
    expect([status, headers.get('mockplane-answer')]).toEqual([200, 'example two']);
    expect(body).toEqual([
      { id: 1, name: 'Lamp', price: 12.5 },
      { id: 2, name: 'Chair', price: null },
    ]);
  });

  it('is answered with the example that the header or the query prefers', async () => {
    const mockplane = open();
    expect((await call(mockplane, '/products', { headers: { prefer: 'example=none' } })).body).toEqual([]);
    expect((await call(mockplane, '/products?__example=none')).body).toEqual([]);
  });

  it('is answered with 500 and the places when the preferred example breaks its schema', async () => {
    const { status, body } = await call(open(), '/products', { headers: { prefer: 'example=broken' } });
    expect(status).toBe(500);
    expect(body).toMatchObject({ violations: [{ pointer: '/body/0/name' }, { pointer: '/body/0/id' }] });
  });

  it('may have names beyond ASCII, which headers hold percent-encoded', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mockplane-names-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'openapi.json');
    const content = { 'application/json': { examples: { πρώτο: { value: 1 }, δεύτερο: { value: 2 } } } };
    const headers = { 'X-Total': { schema: { type: 'integer' }, example: 2 } };
    const get = { operationId: 'слово', responses: { 200: { description: 'D', headers, content } } };
    const info = { title: 'Слово', version: '1' };
    writeFileSync(file, JSON.stringify({ openapi: '3.1.0', info, paths: { '/a': { get } } }));
    await using server = await startMockplane({ port: 0, documents: [file] });
    const latin1 = Buffer.from('δεύτερο').toString('latin1');
    for (const [prefer, expected] of [
      ['dynamic=false', 1],
      [`example="${latin1}"`, 2],
      [`example=${encodeURIComponent('δεύτερο')}`, 2],
    ] as const) {
      const response = await fetch(`${server.url}/a`, { headers: { prefer, origin: 'http://page.example' } });
      expect([response.status, await response.json()]).toEqual([200, expected]);
      expect(response.headers.get('mockplane-operation')).toBe(encodeURIComponent('слово'));
      expect(response.headers.get('mockplane-answer')).toMatch(/^example %C[EF][%\dA-F]+$/);
      expect(response.headers.get('access-control-expose-headers')).toMatch(/, x-total$/);
    }
  });

  it('accepts rules that name its operations and examples, whatever their form', async () => {
    const mockplane = open();
    const rule = { operation: 'getProducts', action: 'respond', status: 200, example: 'none' } as const;
    expect((await mockplane.admin.POST('/_mockplane/faults', { body: rule })).response.status).toBe(201);
    const wrong = await mockplane.admin.POST('/_mockplane/faults', { body: { ...rule, example: 'Not_One' } });
    expect(wrong.response.status).toBe(400);
    expect(JSON.stringify(wrong.error)).toContain('has no example Not_One; it has');
  });

  it('refuses an informational status', async () => {
    const { status, body } = await call(open(), '/products', { headers: { prefer: 'code=103' } });
    expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining('code=103 is informational')]);
  });

  it('is served under the path of its servers as well', async () => {
    expect((await call(open(), '/api/v2/products')).status).toBe(200);
  });

  it('accepts any credential of the right form, and refuses a request without one as documented', async () => {
    const mockplane = open();
    expect((await call(mockplane, '/products/1', { headers: key })).status).toBe(200);
    const { status, body } = await call(mockplane, '/products/1');
    expect([status, body]).toEqual([401, { code: 401, message: expect.stringContaining('X-Shop-Key') as string }]);
  });

  it('names the credentials that are needed at once, and each of several ways', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mockplane-security-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'openapi.json');
    const securitySchemes = {
      key: { type: 'apiKey', in: 'header', name: 'X-Key' },
      user: { type: 'http', scheme: 'basic' },
      token: { type: 'http', scheme: 'bearer' },
    };
    const get = { security: [{ key: [], user: [] }, { token: [] }], responses: { 204: { description: 'D' } } };
    const info = { title: 'T', version: '1' };
    writeFileSync(
      file,
      JSON.stringify({ openapi: '3.1.0', info, paths: { '/a': { get } }, components: { securitySchemes } }),
    );
    const { status, body } = await call(open({ documents: [file] }), '/a');
    const detail =
      'the credential is missing; send the header X-Key and Authorization: Basic … or Authorization: Bearer …';
    expect([status, body]).toMatchObject([401, { detail }]);
  });

  it('refuses an invalid request in the documented shape', async () => {
    const init = { method: 'POST', headers: { ...key, 'content-type': 'application/json' }, body: '{"name":""}' };
    const { status, body } = await call(open(), '/products', init);
    expect([status, body]).toEqual([422, { code: 422, message: 'name must not be empty' }]);
  });

  it('refuses an invalid request with problem details where the document has no shape', async () => {
    const { status, body, headers } = await call(open(), '/products?limit=99');
    expect([status, headers.get('content-type')]).toEqual([422, 'application/problem+json']);
    expect(body).toMatchObject({ violations: [{ pointer: '/query/limit', message: 'must be at most 50' }] });
  });

  it('sends required headers that have no example', async () => {
    const init = { method: 'POST', headers: { ...key, 'content-type': 'application/json' }, body: '{"name":"Lamp"}' };
    expect((await call(open(), '/products', init)).headers.get('location')).toMatch(/^\/\w+\/\w+$/);
  });

  it('is answered in XML when the client asks for it', async () => {
    const { body, headers } = await call(open(), '/products/1', { headers: { ...key, accept: 'application/xml' } });
    expect(headers.get('content-type')).toBe('application/xml');
    expect(body).toMatch(/^<Product><name>[^<]+<\/name>.*<\/Product>$/);
  });

  it('is answered with texts as they are', async () => {
    expect((await call(open(), '/report')).body).toBe('id,name\n1,Lamp\n');
  });

  it('is answered with made values that are the same for the same seed', async () => {
    const bodies = await Promise.all(
      ['a', 'a', 'b'].map(async (seed) => (await call(open({ seed }), '/catalogue')).body),
    );
    expect(bodies[0]).toEqual(bodies[1]);
    expect(bodies[0]).not.toEqual(bodies[2]);
  });

  it('is answered with new values for each call with dynamic', async () => {
    const mockplane = open({ seed: 7, dynamic: true });
    const [one, other] = [await call(mockplane, '/catalogue'), await call(mockplane, '/catalogue')];
    expect(one.body).not.toEqual(other.body);
    expect((await call(open({ seed: 7, dynamic: true }), '/catalogue')).body).toEqual(one.body);
  });

  it('has no property that only requests have', async () => {
    const { body } = await call(open(), '/products/1', { headers: key });
    expect(Object.keys(body as object)).not.toContain('secret');
  });

  it('is in the journal and takes fault rules', async () => {
    const mockplane = open();
    await mockplane.admin.POST('/_mockplane/faults', {
      body: { operation: 'getReport', action: 'drop', count: 1 },
    });
    await expect(call(mockplane, '/report')).rejects.toThrow('fetch failed');
    await call(mockplane, '/report');
    expect(mockplane.calls('getReport').map(({ status, api }) => [status, api])).toEqual([
      [0, 'shop'],
      [200, 'shop'],
    ]);
  });

  it('has a sandbox of its own for a token with a name', async () => {
    const mockplane = open();
    await call(mockplane, '/products/1', {
      headers: { 'x-shop-key': `${mockplane.token}~one`, authorization: `Bearer ${mockplane.token}~one` },
    });
    expect(mockplane.exchanges()).toEqual([]);
    expect(mockplane.sandbox('one').exchanges()).toHaveLength(1);
  });

  it('answers 404 for a path of a built-in API, unless they are served beside it', async () => {
    const authorization = 'Bearer mockplane-token';
    const target = '/v1/organizations/my-org/databases';
    expect((await call(open(), target, { headers: { authorization } })).status).toBe(404);
    expect((await call(open({ builtInApis: true }), target, { headers: { authorization } })).status).toBe(200);
    expect((await call(open({ builtInApis: true }), '/products')).status).toBe(200);
  });

  it('keeps its sandbox in a directory', async () => {
    const { status, body } = await call(open(), '/_mockplane/health');
    expect([status, (body as { apis: string[] }).apis]).toEqual([200, ['admin', 'shop']]);
    expect((await call(open(), '/_mockplane/snapshot')).status).toBe(200);
    expect((await call(open(), '/_mockplane/reset', { method: 'POST' })).status).toBe(200);
  });
});

describe('every operation of the corpus', () => {
  it.each(['shop.yaml', 'legacy.json', 'split/openapi.yaml', 'forms.yaml'])(
    'of %s answers valid requests, and no request with 5xx',
    async (name) => {
      const { operations, answered, failures } = await probeDocument(corpus(name), 3);
      expect(failures).toEqual([]);
      expect(answered).toBe(operations);
    },
  );
});

describe('OPTIONS that a document has', () => {
  it('is answered by the document, and a preflight by the server', async () => {
    await using server = await startMockplane({ port: 0, documents: [corpus('options.yaml')] });
    const own = await fetch(`${server.url}/things`, { method: 'OPTIONS' });
    expect([own.status, await own.json()]).toEqual([200, { methods: ['OPTIONS'] }]);
    const headers = { origin: 'http://example.com', 'access-control-request-method': 'POST' };
    expect((await fetch(`${server.url}/things`, { method: 'OPTIONS', headers })).status).toBe(204);
  });
});
