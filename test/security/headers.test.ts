import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type RunningMockplane, startMockplane } from 'mockplane';
import { isSiteBuilt } from '../../src/server/static-site.ts';
import { root } from '../helpers/folders.ts';
import { exchange, responses, send } from '../helpers/raw.ts';
import { key } from '../helpers/server.ts';

const site = join(root, 'dist/site');
const host = 'Host: 127.0.0.1';

let mockplane: RunningMockplane;
beforeAll(async () => {
  mockplane = await startMockplane({ port: 0 });
  return () => mockplane.close();
});

/** Each file of the site as it is asked for. */
function addresses(): string[] {
  if (!isSiteBuilt()) return [];
  return (
    readdirSync(site, { recursive: true, withFileTypes: true })
      // Compressed files are sent in place of the others.
      .filter((entry) => entry.isFile() && !/\.(?:br|gz)$/.test(entry.name))
      .map(
        ({ parentPath, name }) =>
          `/${join(parentPath, name)
            .slice(site.length + 1)
            .replaceAll('\\', '/')}`,
      )
      .map((path) => path.replace(/\/index\.html$/, '/'))
      // A server of a user's documents has this page at `/`; the others do not have it.
      .filter((path) => path !== '/_mockplane/documents.html')
  );
}

/** `script-src 'self'; …` as an object. */
function directives(policy: string): Record<string, string> {
  return Object.fromEntries(
    policy.split('; ').map((directive): [string, string] => {
      const [name = '', ...values] = directive.split(' ');
      return [name, values.join(' ')];
    }),
  );
}

describe.skipIf(!isSiteBuilt())('what is served of the site', () => {
  it.each(addresses())('%s is taken for nothing that it is not', async (path) => {
    const { status, headers } = await send(mockplane.url, `GET ${path}`, [host]);
    expect(status).toBe(200);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['cross-origin-resource-policy']).toBe(path.startsWith('/openapi/') ? undefined : 'same-origin');
    expect(headers['set-cookie']).toBeUndefined();
  });

  it.each(addresses().filter((path) => path.endsWith('/')))('%s runs only scripts of this server', async (path) => {
    const { headers, body } = await send(mockplane.url, `GET ${path}`, [host]);
    const sent = directives(headers['content-security-policy'] ?? '');
    expect(sent).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'connect-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
    });
    const isReference = path === '/docs/';
    expect(sent['style-src']).toBe(isReference ? "'self' 'unsafe-inline'" : "'self'");
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');

    // The same stands in the page, for a host that sends no such header; there it may reach a server of this machine.
    const written = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(body)?.[1] ?? '';
    const { 'frame-ancestors': _header, ...rest } = sent;
    const reach = isReference ? { 'connect-src': "'self' http://127.0.0.1:* http://localhost:*" } : {};
    expect(directives(written)).toEqual({ ...rest, ...reach });

    expect(body).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(body).not.toMatch(/\son[a-z]+=|javascript:/i);
    expect(body).not.toMatch(/(?:src|href)="(?:https?:)?\/\/[^"]*\.(?:js|css|woff2?)"/);
  });

  it('holds what was built, and nothing from elsewhere', () => {
    expect(readFileSync(join(site, 'site.json'), 'utf8')).not.toContain('"token"');
  });
});

describe('a reply of the server itself', () => {
  it.each([
    ['a page that there is not', 'GET /docs/<script>alert(1)</script>', 404],
    ['what no API has', 'GET /%3Cscript%3Ealert(1)%3C/script%3E', 404],
    ['a page without its slash', 'GET /docs', 301],
    ['what the pages need to know', 'GET /site.json', 200],
    ['the journal', 'GET /_mockplane/exchanges', 200],
    ['the state', 'GET /_mockplane/snapshot', 200],
    ['a call of its own API that there is not', 'GET /_mockplane/nothing', 404],
    ['a method that its own API has not', 'DELETE /_mockplane/clock', 405],
  ])('to %s is not sniffed', async (_what, line, status) => {
    const response = await send(mockplane.url, line, [host]);
    expect(response.status).toBe(status);
    expect(response.headers['x-content-type-options']).toBe('nosniff');
    expect(response.headers['content-type'] ?? '').not.toContain('html');
  });

  it('of its own API is held by no page of another origin', async () => {
    const { headers } = await send(mockplane.url, 'GET /_mockplane/exchanges', [host]);
    expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  it('to what is no HTTP is not sniffed', async () => {
    const [response] = responses(await exchange(mockplane.url, '<script>alert(1)</script>\r\n\r\n'));
    expect(response).toMatchObject({ status: 400, headers: { 'x-content-type-options': 'nosniff' } });
    expect(response!.body).not.toContain('script');
  });
});

describe('a reply of one of the two APIs', () => {
  it.each(['/backend/lambda-instances', '/v1/<script>', '/v1/organizations/my-org/databases'])(
    '%s has a media type that no browser runs',
    async (path) => {
      const { headers } = await send(mockplane.url, `GET ${path}`, [host, key]);
      expect(headers['content-type']).toBe('application/json');
    },
  );
});
