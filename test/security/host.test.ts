import { startMockplane } from 'mockplane';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isLoopback } from '../../src/apis/admin/guard.ts';
import { type RunningCli, startCli } from '../helpers/cli.ts';
import { exchange, responses, send } from '../helpers/raw.ts';

const warning = /Warning: with --host .+ other machines can reach this server/;

async function start(...args: string[]): Promise<RunningCli> {
  const cli = await startCli(['--port', '0', ...args]);
  onTestFinished(async () => {
    cli.signal('SIGKILL');
    await cli.ended;
  });
  return cli;
}

// Elsewhere 127.0.0.1 is the only loopback address.
describe.runIf(process.platform === 'linux')('a server that was told no address', () => {
  it('listens on loopback alone', async () => {
    const mockplane = await startMockplane({ port: 0 });
    onTestFinished(() => mockplane.close());
    expect(new URL(mockplane.url).hostname).toBe('127.0.0.1');
    // All of 127/8 is this machine; a server on all addresses would answer at any of it.
    await expect(send(mockplane.url.replace('127.0.0.1', '127.0.0.2'), 'GET /v1/locations')).rejects.toThrow(
      'ECONNREFUSED',
    );
  });

  it('does so from the command line too, and warns of nothing', async () => {
    const cli = await start();
    expect(new URL(cli.url).hostname).toBe('127.0.0.1');
    await expect(send(cli.url.replace('127.0.0.1', '127.0.0.2'), 'GET /v1/locations')).rejects.toThrow('ECONNREFUSED');
    expect(cli.stdout()).not.toMatch(/warning/i);
  });
});

describe('a server that was told to let others in', () => {
  it.each(['0.0.0.0', '::'])('says what that means, for --host %s', async (host) => {
    const cli = await start('--host', host);
    await cli.printed(warning);
    await cli.printed(/takes no token.*\n/);
    expect(cli.stdout()).toContain('anyone who reaches it can read and change everything');
  });

  it('says so in JSON too, and when it is quiet', async () => {
    const cli = await start('--host', '0.0.0.0', '--json', '--quiet');
    await cli.printed(/"event":"note".*\n/);
    expect(cli.stdout()).toContain('"text":"Warning: with --host 0.0.0.0 other machines can reach this server');
  });

  it('tells its token to whoever names it by an address, and to no name', async () => {
    const cli = await start('--host', '0.0.0.0');
    const ask = (host: string) => send(cli.url, 'GET /site.json', [`Host: ${host}`]);
    expect((await ask('192.168.0.1:4010')).status).toBe(200);
    expect((await ask('elsewhere.example:4010')).status).toBe(403);
  });

  it.each([
    ['127.0.0.1', true],
    ['127.1.2.3', true],
    ['localhost', true],
    ['LocalHost', true],
    ['::1', true],
    ['0.0.0.0', false],
    ['::', false],
    ['192.168.0.1', false],
    ['mocks.example.com', false],
    ['127.0.0.1.example.com', false],
  ])('%s is this machine alone: %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected);
  });
});

async function startAllowed(): Promise<(line: string, headers: string[]) => ReturnType<typeof send>> {
  const mockplane = await startMockplane({
    port: 0,
    allowedHosts: ['mockplane'],
    allowedOrigins: ['http://localhost:5173'],
  });
  onTestFinished(() => mockplane.close());
  return (line: string, headers: string[]) => send(mockplane.url, line, headers);
}

describe('a server with allowed names and origins', () => {
  it('answers the admin API and the token of the pages under them', async () => {
    const ask = await startAllowed();
    for (const line of ['GET /_mockplane/health', 'GET /site.json']) {
      expect((await ask(line, ['Host: mockplane:4010'])).status).toBe(200);
      expect((await ask(line, ['Host: mocks:4010'])).status).toBe(403);
    }
  });

  it('lets pages of these origins alone read the admin API', async () => {
    const sendTo = await startAllowed();
    const ask = (line: string, headers: string[]) => sendTo(line, ['Host: localhost:4010', ...headers]);
    const origin = 'http://localhost:5173';
    const read = await ask('GET /_mockplane/health', [`Origin: ${origin}`, 'Sec-Fetch-Site: same-site']);
    expect(read).toMatchObject({ status: 200, headers: { 'access-control-allow-origin': origin } });
    const preflight = ['Access-Control-Request-Method: POST', 'Access-Control-Request-Headers: content-type'];
    const asked = await ask('OPTIONS /_mockplane/reset', [`Origin: ${origin}`, ...preflight]);
    expect(asked).toMatchObject({ status: 204, headers: { 'access-control-allow-headers': 'content-type' } });
    for (const other of ['http://localhost:5174', 'http://localhost:5173.example.com', 'null']) {
      const refused = await ask('GET /_mockplane/health', [`Origin: ${other}`]);
      expect(refused.status).toBe(403);
      expect(refused.headers['access-control-allow-origin']).toBe(undefined);
      expect((await ask('OPTIONS /_mockplane/reset', [`Origin: ${other}`, ...preflight])).status).toBe(405);
    }
  });
});

describe('a socket of a page elsewhere', () => {
  it.each([
    ['WebSocket', ['Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==']],
    ['EventSource', ['Accept: text/event-stream', 'Connection: close']],
    ['form', ['Content-Type: text/plain', 'Connection: close']],
  ])('is refused the stream of the journal, as a %s', async (_kind, headers) => {
    const mockplane = await startMockplane({ port: 0 });
    onTestFinished(() => mockplane.close());
    const lines = ['GET /_mockplane/exchanges/stream HTTP/1.1', 'Host: 127.0.0.1', 'Origin: https://elsewhere.example'];
    const request = `${[...lines, ...headers, 'Connection: close'].join('\r\n')}\r\n\r\n`;
    const [response] = responses(await exchange(mockplane.url, request));
    expect(response).toMatchObject({ status: 403 });
  });
});
