import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { send } from '../helpers/raw.ts';
import { useServer } from '../helpers/server.ts';

const server = useServer();
const own = ['Host: 127.0.0.1'];
const opened = 'GET /?port=41999&redirect=true&type=cli';

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
    expect(await called).toBe('/?jwt=mockplane-token&username=octocat');
  });

  it.each([
    ['/?port=41999&redirect=true&type=cli', '/?jwt=mockplane-token&username=octocat'],
    ['/signup?port=41999&redirect=true&type=cli', '/?jwt=mockplane-token&username=octocat'],
    ['/?port=41999&redirect=true&state=a%26b&type=cli', '/?jwt=mockplane-token&username=octocat&state=a%26b'],
  ])('answers %s with %s on this machine', async (target, location) => {
    const response = await send(server.url, `GET ${target}`, own);
    expect(response).toMatchObject({ status: 302, headers: { location: `http://127.0.0.1:41999${location}` } });
    expect(response.headers['cache-control']).toBe('no-store');
  });

  it('shows the token to a CLI without a browser', async () => {
    const response = await send(server.url, 'GET /?redirect=false', own);
    expect(response).toMatchObject({ status: 200, body: expect.stringContaining('\nmockplane-token\n') as string });
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
