import { describe, expect, it } from 'vitest';
import { isSiteBuilt } from '../../src/server/static-site.ts';
import { send } from '../helpers/raw.ts';
import { detailOf } from '../helpers/refusals.ts';
import { useServer } from '../helpers/server.ts';

const server = useServer();

describe('/site.json', () => {
  it('tells the pages of this server which token to send', async () => {
    const response = await send(server.url, 'GET /site.json', ['Host: 127.0.0.1', 'Sec-Fetch-Site: same-origin']);
    expect(response.status).toBe(200);
    expect(JSON.parse(response.body)).toMatchObject({ served: true, token: 'mockplane-token' });
    expect(response.headers).toMatchObject({
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(response.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it.each([
    ['a page of another site', ['Host: 127.0.0.1', 'Origin: https://elsewhere.example']],
    ['one that sends no origin', ['Host: 127.0.0.1', 'Sec-Fetch-Site: cross-site']],
    ['a page whose name was rebound to this machine', ['Host: elsewhere.example:4010']],
  ])('does not tell %s', async (_who, headers) => {
    const response = await send(server.url, 'GET /site.json', headers);
    expect(response.status).toBe(403);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.body).not.toContain('mockplane-token');
  });
});

// `npm test` builds the pages before it runs the tests.
describe.skipIf(!isSiteBuilt())('the pages', () => {
  it.each(['/', '/docs/', '/guide/', '/guide/errors/'])(
    '%s is HTML that may load nothing from elsewhere',
    async (path) => {
      const response = await send(server.url, `GET ${path}`);
      expect(response.status).toBe(200);
      expect(response.headers['content-type']).toMatch(/^text\/html\b/);
      expect(response.headers['x-content-type-options']).toBe('nosniff');
      const policy = response.headers['content-security-policy'] ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
    },
  );

  it.each([
    ['/docs', 'docs/'],
    ['/guide', 'guide/'],
    ['/guide/errors', 'errors/'],
  ])('%s leads to the page, also behind a proxy that adds a prefix', async (path, location) => {
    const response = await send(server.url, `GET ${path}`);
    expect(response).toMatchObject({ status: 301, headers: { location } });
    expect(new URL(location, `https://proxy.example/mock${path}`).pathname).toBe(`/mock${path}/`);
  });

  it.each([
    ['/docs/', 'text/html; charset=utf-8'],
    ['/assets/scalar.js', 'application/javascript; charset=utf-8'],
  ])('%s is sent as the build compressed it', async (path, type) => {
    const plain = await fetch(server.url + path, { headers: { 'accept-encoding': 'identity' } });
    const text = await plain.text();
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(plain.headers.get('vary')).toBe('Accept-Encoding');
    for (const coding of ['br', 'gzip']) {
      const response = await fetch(server.url + path, { headers: { 'accept-encoding': coding } });
      expect(response.headers.get('content-encoding')).toBe(coding);
      expect(response.headers.get('content-type')).toBe(type);
      expect(response.headers.get('vary')).toBe('Accept-Encoding');
      expect(response.headers.get('etag')).not.toBe(plain.headers.get('etag'));
      expect(Number(response.headers.get('content-length'))).toBeLessThan(text.length / 2);
      expect(await response.text()).toBe(text);
    }
  });

  it('/favicon.ico is the icon of the pages, and no request of the journal', async () => {
    const icon = await send(server.url, 'GET /favicon.ico');
    expect([icon.status, icon.headers['content-type']]).toEqual([200, 'image/svg+xml']);
    const exchanges = await send(server.url, 'GET /_mockplane/exchanges?sandbox=*');
    expect(exchanges.body).not.toContain('favicon');
  });

  it('/assets/scalar.js.br is none: a compressed file has no path of its own', async () => {
    expect((await send(server.url, 'GET /assets/scalar.js.br')).status).toBe(404);
  });

  it.each([
    ['/openapi/turso.json', 'application/json'],
    ['/openapi/turso-2023.json', 'application/json'],
    ['/openapi/lambda.json', 'application/json'],
  ])('%s is open to every origin', async (path, type) => {
    const response = await send(server.url, `GET ${path}`, ['Origin: https://elsewhere.example']);
    expect(response.status).toBe(200);
    expect(response.headers['content-type']).toContain(type);
    expect(response.headers['access-control-allow-origin']).toBe('*');
    expect(JSON.parse(response.body)).toMatchObject({ openapi: '3.1.1' });
  });

  it.each([
    '/docs/no-such-page',
    '/guide/../../package.json',
    '/guide/..%2f..%2f..%2fpackage.json',
    '/assets/',
    '/.git/config',
  ])('%s is none: 404', async (path) => {
    const response = await send(server.url, `GET ${path}`);
    expect(response.status).toBe(404);
    expect(detailOf(response)).toContain('nothing is served at');
  });

  it.each(['GET /docs/no-such-page', 'HEAD /no-such-page', 'GET /locations'])(
    'answers a browser with a page: %s',
    async (line) => {
      const response = await send(server.url, line, ['Accept: text/html,application/xhtml+xml,*/*;q=0.8']);
      expect(response.status).toBe(404);
      expect(response.headers['content-type']).toMatch(/^text\/html\b/);
      // A stricter header would block the script and the style of the page, whose hashes are in the page.
      expect(response.headers['content-security-policy']).toBe("frame-ancestors 'none'");
      expect(response.body.includes('There is no such page')).toBe(line.startsWith('GET'));
    },
  );

  it.each([
    'GET /v1/no-such-thing',
    'GET /2026/v1/no-such-thing',
    'GET /backend/no-such-thing',
    'GET /_db/my-org/no-such-db/',
    'GET /_mockplane/no-such-thing',
    'POST /no-such-page',
  ])('answers a browser with the error of the API: %s', async (line) => {
    const response = await send(server.url, line, ['Accept: text/html,*/*;q=0.8']);
    expect(response.headers['content-type']).toContain('json');
    expect(response.body).not.toContain('<html');
  });
});
