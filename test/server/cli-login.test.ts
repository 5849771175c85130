import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startMockplane } from 'mockplane';
import { describe, expect, it, onTestFinished } from 'vitest';
import { send } from '../helpers/raw.ts';
import { useServer } from '../helpers/server.ts';

const server = useServer();
const own = ['Host: 127.0.0.1'];
const opened = 'GET /?port=41999&redirect=true&type=cli';

const jwt = /[\w-]+\.[\w-]+\.[\w-]+/;
const withoutToken = (url: string): string => url.replace(new RegExp(`(?<=jwt=)${jwt.source}`), 'TOKEN');

describe('the page that turso auth login opens', () => {
  it('signs the default user in and calls back', async () => {
    const called = new Promise<string>((resolve) => {
      const callback = createServer((request, response) => {
        resolve(request.url!);
        response.end();
      });
      onTestFinished(() => void callback.close());
      callback.listen(0, '127.0.0.1', () => {
        const { port } = callback.address() as AddressInfo;
        void fetch(`${server.url}/?port=${port}&redirect=true&type=cli`);
      });
    });
    expect(withoutToken(await called)).toBe('/?jwt=TOKEN&username=octocat');
  });

  it.each([
    ['/?port=41999&redirect=true&type=cli', '/?jwt=TOKEN&username=octocat'],
    ['/signup?port=41999&redirect=true&type=cli', '/?jwt=TOKEN&username=octocat'],
    ['/?port=41999&redirect=true&state=a%26b&type=cli', '/?jwt=TOKEN&username=octocat&state=a%26b'],
  ])('answers %s with %s on this machine', async (target, location) => {
    const response = await send(server.url, `GET ${target}`, own);
    expect(response.status).toBe(302);
    expect(withoutToken(response.headers['location']!)).toBe(`http://127.0.0.1:41999${location}`);
    expect(response.headers['cache-control']).toBe('no-store');
  });

  it('shows the token to a CLI without a browser', async () => {
    const response = await send(server.url, 'GET /?redirect=false', own);
    expect(response.status).toBe(200);
    expect(response.body).toMatch(new RegExp(`\\n${jwt.source}\\n`));
    expect(response.headers['content-type']).toBe('text/plain; charset=utf-8');
  });

  it.each([
    ['a page of another site', ['Host: 127.0.0.1', 'Sec-Fetch-Site: cross-site']],
    ['a name that was rebound to this machine', ['Host: elsewhere.example:4010']],
  ])('gives %s no token', async (_who, headers) => {
    const response = await send(server.url, opened, headers);
    expect(response.status).toBe(200);
    expect(JSON.stringify(response)).not.toContain('41999');
  });

  it.each(['port=0', 'port=65536', 'port=80@elsewhere.example', 'port=1.5', 'port='])(
    'sends nobody to %s',
    async (port) => {
      const response = await send(server.url, `GET /?${port}&redirect=true`, own);
      expect(response.headers).not.toHaveProperty('location');
    },
  );
});

describe('the session that turso auth login begins', () => {
  it('lasts seven days, over a reset too, and ends when the user says so', async () => {
    const mockplane = await startMockplane({
      port: 0,
      clock: { now: Date.parse('2023-11-16T10:00:00Z'), running: false },
    });
    onTestFinished(() => mockplane.close());
    const { headers } = await send(mockplane.url, opened, own);
    const token = new URL(headers['location']!).searchParams.get('jwt')!;
    const call = (path: string, method = 'GET') =>
      fetch(mockplane.url + path, { method, headers: { authorization: `Bearer ${token}` } });

    expect(await (await call('/v1/auth/validate')).json()).toEqual({ exp: Date.parse('2023-11-23T10:00:00Z') / 1_000 });
    await mockplane.admin.POST('/_mockplane/reset');
    expect(await call('/v1/organizations')).toMatchObject({ status: 200 });
    await call('/2026/v1/auth/invalidate', 'POST');
    expect(await call('/v1/organizations')).toMatchObject({ status: 401 });
  });
});
