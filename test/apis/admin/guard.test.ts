import { type RunningMockplane, startMockplane } from 'mockplane';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { messages } from '../../../src/apis/admin/messages.ts';
import { createOriginGuard, type GuardOptions } from '../../../src/apis/admin/guard.ts';
import { operations } from '../../helpers/operations.ts';
import { type RawResponse, send } from '../../helpers/raw.ts';
import { requestOf } from '../../helpers/requests.ts';

let mockplane: RunningMockplane;
beforeAll(async () => {
  mockplane = await startMockplane({ port: 0 });
});
afterAll(() => mockplane.close());

const health = 'GET /_mockplane/health';
const ask = (headers: readonly string[], line = health) => send(mockplane.url, line, headers);
const problem = ({ body }: RawResponse) => JSON.parse(body) as { status: number; detail: string };
const corsHeaders = ({ headers }: RawResponse) =>
  Object.keys(headers).filter((name) => name.startsWith('access-control-'));

/** Everything but the time. */
async function state() {
  const { data } = await mockplane.admin.GET('/_mockplane/snapshot');
  return { ...data, savedAt: '', clock: '' };
}

describe('a request to the admin API', () => {
  it.each([
    ['127.0.0.1', []],
    ['127.0.0.1:4010', []],
    ['127.8.9.1', []],
    ['localhost', []],
    ['LOCALHOST:4010', []],
    ['[::1]:4010', []],
    ['localhost:4010', ['Origin: http://localhost:4010']],
    ['127.0.0.1:4010', ['Origin: http://127.0.0.1:4010', 'Sec-Fetch-Site: same-origin']],
    ['127.0.0.1', ['Origin: http://127.0.0.1']],
    ['127.0.0.1', ['Sec-Fetch-Site: none']],
  ])('to %s is let in with %j', async (host, headers) => {
    expect(await ask([`Host: ${host}`, ...headers])).toMatchObject({ status: 200 });
  });

  it.each([
    'example.com',
    'example.com:4010',
    'localhost.example.com',
    'localhost.',
    'evil.localhost',
    '127.0.0.1.nip.io',
    '127.0.0.1.',
    'mockplane.local',
    '192.168.0.1',
    '[::2]',
    '0.0.0.0',
    '2130706433',
    '',
  ])('to the host "%s", which a rebound name could be, is refused', async (host) => {
    const response = await ask([`Host: ${host}`]);
    expect(response.status).toBe(403);
    expect(response.headers['content-type']).toBe('application/problem+json');
    expect(problem(response).detail).toBe(messages.foreignHost(host || '(none)', 'the host given with --host'));
  });

  it.each([
    ['https://example.com', []],
    ['http://localhost:3000', []],
    ['http://127.0.0.1', []],
    ['http://localhost.example.com:4010', []],
    ['null', []],
    ['', []],
    ['file://', []],
    ['http://example.com', ['Sec-Fetch-Site: same-origin']],
  ])('from a page of "%s" is refused', async (origin, headers) => {
    const response = await ask([`Host: localhost:4010`, `Origin: ${origin}`, ...headers]);
    expect(response.status).toBe(403);
    expect(problem(response).detail).toBe(messages.foreignOrigin(`origin ${origin}`));
  });

  it.each(['cross-site', 'same-site'])('that a browser calls %s is refused, without an origin too', async (site) => {
    const response = await ask(['Host: localhost:4010', `Sec-Fetch-Site: ${site}`]);
    expect(response.status).toBe(403);
    expect(problem(response).detail).toBe(messages.foreignOrigin('another site'));
  });

  const all = operations.filter(({ api }) => api === 'admin');

  it.each([...all])('to $id is guarded, and changes nothing', async (operation) => {
    const before = await state();
    const { method, path, body } = requestOf(operation);
    const headers = ['Host: 127.0.0.1', 'Origin: https://example.com'];
    const response = await send(mockplane.url, `${method} ${path}`, headers, String(body ?? ''));
    expect(response.status).toBe(403);
    expect(corsHeaders(response)).toEqual([]);
    expect(await state()).toEqual(before);
  });
});

describe('pages of other origins', () => {
  const origin = 'Origin: http://localhost:3000';
  const preflight = ['Host: localhost:4010', origin, 'Access-Control-Request-Method: PUT'];

  it.each(['/_mockplane/snapshot', '/_mockplane', '/_mockplane/', '/_mockplane/nothing', '/_mockplane/%68ealth'])(
    'are granted no preflight for %s',
    async (path) => {
      const response = await ask(preflight, `OPTIONS ${path}`);
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(corsHeaders(response)).toEqual([]);
    },
  );

  it.each([
    '/_mockplane/health',
    '/_mockplane/nothing',
    '/_mockplane/%68ealth',
    '/_mockplane/health?x',
    '/_mockplane/%zz',
    'http://127.0.0.1/_mockplane/health',
  ])('may not read the reply to %s', async (path) => {
    expect(corsHeaders(await ask(['Host: localhost:4010', origin], `GET ${path}`))).toEqual([]);
    expect(corsHeaders(await ask(['Host: localhost:4010'], `GET ${path}`))).toEqual([]);
  });

  it('may use the two APIs all the same', async () => {
    const response = await ask(preflight, 'OPTIONS /v1/organizations');
    expect(response.status).toBe(204);
    const own = origin.slice('Origin: '.length);
    expect(response.headers['access-control-allow-origin']).toBe(own);
    const replied = await ask(['Host: example.com', origin], 'GET /v1/organizations');
    expect(replied.headers['access-control-allow-origin']).toBe(own);
  });

  it('do not come past it by another way to write the path', async () => {
    for (const path of [
      '/%5Fmockplane/health',
      '//_mockplane/health',
      '/_MOCKPLANE/health',
      '/v1/../_mockplane/health',
    ]) {
      expect(await ask(['Host: example.com'], `GET ${path}`)).toMatchObject({ status: 404 });
    }
    expect(await ask(['Host: example.com'], 'GET http://127.0.0.1/_mockplane/health')).toMatchObject({ status: 403 });
  });
});

type Guard = (named: string | undefined, origin?: string, site?: string) => void;

function guardOf(host: string, options?: GuardOptions): Guard {
  const guard = createOriginGuard(host, options);
  const request = { method: 'GET', target: '/_mockplane/health', body: new Uint8Array() };
  return (named, origin, site) => guard({ ...request, headers: { host: named, origin, 'sec-fetch-site': site } });
}

describe('a server that was told to listen elsewhere', () => {
  it('may be named by that host', () => {
    const guard = guardOf('Mocks.example.com');
    expect(() => guard('mocks.example.com:4010', 'http://mocks.example.com:4010')).not.toThrow();
    expect(() => guard('localhost:4010')).not.toThrow();
    expect(() => guard('example.com')).toThrow(messages.foreignHost('example.com', 'Mocks.example.com'));
    expect(() => guard('10.0.0.1')).toThrow('host 10.0.0.1');
  });

  it('may be named by an address of IPv6', () => {
    expect(() => guardOf('fd00::1')('[fd00::1]:4010')).not.toThrow();
    expect(() => guardOf('fd00::1')('[fd00::2]:4010')).toThrow('host [fd00::2]');
  });

  it.each(['0.0.0.0', '::'])('may be named by any address, but by no name, when it listens on all (%s)', (host) => {
    const guard = guardOf(host);
    expect(() => guard('192.168.0.1:4010')).not.toThrow();
    expect(() => guard('[fd00::1]:4010')).not.toThrow();
    expect(() => guard('192.168.0.1:4010', 'http://192.168.0.1:4010')).not.toThrow();
    expect(() => guard('192.168.0.1:4010', 'http://example.com')).toThrow('origin http://example.com');
    expect(() => guard('example.com:4010')).toThrow('host example.com');
  });

  it('may be named by the allowed host names, in any case and with any port', () => {
    const guard = guardOf('0.0.0.0', { hosts: ['Mockplane', 'mocks.test.svc.cluster.local', '[fd00::2]'] });
    for (const host of [
      'mockplane',
      'MOCKPLANE:4010',
      'mockplane.:80',
      'mocks.test.svc.cluster.local',
      '[fd00::2]:1',
    ]) {
      expect(() => guard(host)).not.toThrow();
      expect(() => guard(host, 'http://example.com')).toThrow('origin http://example.com');
    }
    for (const host of ['x.mockplane', 'mockplane.x', 'mockplane:x', 'mocks', 'test.svc.cluster.local', '']) {
      expect(() => guard(host)).toThrow(`host ${host || '(none)'} is not this server`);
    }
  });

  it('may be called by pages of the allowed origins, but under no other name', () => {
    const guard = guardOf('localhost', { origins: ['http://localhost:5173'] });
    expect(() => guard('localhost:4010', 'http://localhost:5173', 'same-site')).not.toThrow();
    expect(() => guard('example.com', 'http://localhost:5173', 'same-site')).toThrow('host example.com');
    for (const origin of ['http://localhost:5174', 'https://localhost:5173', 'http://localhost:5173/', 'null']) {
      expect(() => guard('localhost:4010', origin, 'same-site')).toThrow(`origin ${origin}`);
    }
    expect(() => guard('localhost:4010', undefined, 'same-site')).toThrow('another site');
  });

  it('lets in what has no host at all, as a fetch in process', () => {
    expect(() => guardOf('localhost')(undefined)).not.toThrow();
    expect(() => guardOf('localhost')(undefined, 'http://localhost')).toThrow('origin http://localhost');
  });

  it('listens there, and gives a client that reaches it', async () => {
    const other = await startMockplane({ port: 0, host: '0.0.0.0' });
    onTestFinished(() => other.close());
    expect(await other.admin.GET('/_mockplane/health')).toMatchObject({ status: 200 });
  });
});
