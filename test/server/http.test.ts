import { describe, expect, it } from 'vitest';
import { exchange, open, request, responses, send, write } from '../helpers/raw.ts';
import { detailOf, wordsOf } from '../helpers/refusals.ts';
import { bearer, databases, form, json, key, useServer } from '../helpers/server.ts';

const server = useServer();

const create = (body: string | Uint8Array, ...headers: string[]) =>
  send(server.url, `POST ${databases}`, [bearer, ...headers], body);

describe('a method', () => {
  it.each([
    ['PUT', databases, 'GET, POST, HEAD, OPTIONS'],
    ['DELETE', databases, 'GET, POST, HEAD, OPTIONS'],
    ['PATCH', databases, 'GET, POST, HEAD, OPTIONS'],
    ['PROPFIND', databases, 'GET, POST, HEAD, OPTIONS'],
    ['TRACE', databases, 'GET, POST, HEAD, OPTIONS'],
    ['MKCOL', databases, 'GET, POST, HEAD, OPTIONS'],
    ['POST', '/v1/locations', 'GET, HEAD, OPTIONS'],
    ['GET', `${databases}/my-db/auth/rotate`, 'POST, OPTIONS'],
    ['POST', `${databases}/my-db/instances/my-instance`, 'GET, DELETE, HEAD, OPTIONS'],
  ])('%s, which %s does not have: 405 with those it has', async (method, path, allow) => {
    const response = await send(server.url, `${method} ${path}`, [bearer]);
    expect(response.status).toBe(405);
    expect(response.headers['allow']).toBe(allow);
    expect(wordsOf('turso', response)).toBe(`method ${method} is not allowed here; use ${allow}`);
  });

  it('that the lambda path does not have: 405 in the shape of its API', async () => {
    const response = await send(server.url, 'GET /backend/lambda-instances/3/destroy', [key]);
    expect(response.status).toBe(405);
    expect(response.headers['allow']).toBe('POST, OPTIONS');
    expect(JSON.parse(response.body)).toMatchObject({ errors: [{ code: 405, details: '' }] });
  });

  it('goes before a credential: 405 whoever asks', async () => {
    expect((await send(server.url, `PUT ${databases}`)).status).toBe(405);
  });

  it.each([
    ['/v1/organizations', bearer],
    [databases, bearer],
    ['/backend/lambda-instances/3', key],
  ])('HEAD on %s answers as GET, without the body', async (path, credential) => {
    const get = await send(server.url, `GET ${path}`, [credential]);
    const head = await send(server.url, `HEAD ${path}`, [credential]);
    const { date: _one, ...expected } = get.headers;
    const { date: _other, ...headers } = head.headers;
    expect(head).toMatchObject({ status: 200, body: '' });
    expect(headers).toEqual(expected);
  });

  it.each([
    ['without a credential', '/v1/organizations', [], 401],
    ['on a path that is not served', '/v1/no-such-path', [bearer], 404],
    ['on a path without GET', `${databases}/my-db/auth/rotate`, [bearer], 405],
  ])('HEAD %s is refused without a body', async (_what, path, headers, status) => {
    const response = await send(server.url, `HEAD ${path}`, headers);
    expect(response).toMatchObject({ status, body: '' });
    expect(Number(response.headers['content-length'])).toBeGreaterThan(0);
  });
});

describe('OPTIONS', () => {
  it.each(['https://dashboard.example', 'http://localhost:5173', 'null'])(
    'before a request of %s allows it',
    async (origin) => {
      const response = await send(server.url, `OPTIONS ${databases}`, [
        `Origin: ${origin}`,
        'Access-Control-Request-Method: POST',
        'Access-Control-Request-Headers: authorization,content-type,prefer',
      ]);
      expect(response).toMatchObject({ status: 204, body: '' });
      expect(response.headers).toMatchObject({
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
        vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
        'access-control-allow-headers': 'authorization,content-type,prefer',
      });
      expect(response.headers['access-control-allow-methods']?.split(', ')).toEqual(
        expect.arrayContaining(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']),
      );
    },
  );

  it('allows the method that it asks for, if Node knows it', async () => {
    const [query, consume] = await Promise.all(
      ['QUERY', 'CONSUME'].map((method) =>
        send(server.url, `OPTIONS ${databases}`, [
          'Origin: https://dashboard.example',
          `Access-Control-Request-Method: ${method}`,
        ]),
      ),
    );
    const usual = 'GET, HEAD, POST, PUT, PATCH, DELETE';
    expect(query!.headers['access-control-allow-methods']).toBe(`${usual}, QUERY`);
    expect(consume!.headers['access-control-allow-methods']).toBe(usual);
  });

  it('alone is answered too', async () => {
    const response = await send(server.url, `OPTIONS ${databases}`);
    expect(response).toMatchObject({ status: 204, body: '' });
  });

  it('is followed by an answer that a page may read', async () => {
    const response = await send(server.url, `GET ${databases}`, ['Origin: https://dashboard.example', bearer]);
    expect(response.headers).toMatchObject({
      'access-control-allow-origin': 'https://dashboard.example',
      'access-control-allow-credentials': 'true',
      vary: 'Origin',
    });
    expect(response.headers['access-control-expose-headers']?.split(', ')).toEqual(
      expect.arrayContaining([
        'Mockplane-Operation',
        'Mockplane-Edition',
        'Mockplane-Sandbox',
        'Mockplane-Answer',
        'Preference-Applied',
        'Server-Timing',
        'Allow',
      ]),
    );
  });
});

describe('a request without an origin', () => {
  it('has an answer for any page, which caches keep apart from those with one', async () => {
    const response = await send(server.url, `GET ${databases}`, [bearer]);
    expect(response.headers).toMatchObject({ 'access-control-allow-origin': '*', vary: 'Origin' });
    expect(response.headers).not.toHaveProperty('access-control-allow-credentials');
  });
});

describe('a header', () => {
  it('Content-Type that stands twice: 400', async () => {
    const response = await create('{"name":"new-db"}', json, form);
    expect(response.status).toBe(400);
    expect(wordsOf('turso', response)).toBe('header content-type was sent more than once');
  });

  it('Prefer that stands twice is one, as RFC 7240 has it', async () => {
    const response = await send(server.url, `GET ${databases}`, [
      bearer,
      'Prefer: code=403',
      'Prefer: example=not-a-member',
    ]);
    expect(response.status).toBe(403);
    expect(response.headers['preference-applied']).toBe('code=403, example=not-a-member');
  });

  it('that nobody knows may stand as often as it likes', async () => {
    expect((await send(server.url, `GET ${databases}`, [bearer, 'X-Trace: 1', 'X-Trace: 2'])).status).toBe(200);
  });

  it('Accept that excludes JSON changes nothing', async () => {
    for (const accept of ['text/html', 'application/xml', '*/*;q=0', 'nonsense']) {
      expect((await send(server.url, `GET ${databases}`, [bearer, `Accept: ${accept}`])).status).toBe(200);
    }
  });

  it('that is too large: 431 as a problem', async () => {
    const response = await send(server.url, `GET ${databases}`, [bearer, `X-Large: ${'x'.repeat(20_000)}`]);
    expect(response.status).toBe(431);
    expect(detailOf(response)).toBe('The URL and the headers have more than 16 KiB together. Send less.');
  });
});

describe('what is not HTTP', () => {
  it.each([
    ['a word', 'GARBAGE\r\n\r\n'],
    ['another version', `GET ${databases} HTTP/3.7\r\nHost: x\r\n\r\n`],
    ['a method of its own', `FETCH ${databases} HTTP/1.1\r\nHost: x\r\n\r\n`],
    ['the greeting of TLS', Buffer.from([0x16, 0x03, 0x01, 0x00, 0xa5, 0x01, 0x00, 0x00, 0xa1, 0x03, 0x03])],
    ['a control character in the target', 'GET /v1/\u001b[2J HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a header without a colon', `GET ${databases} HTTP/1.1\r\nHost: x\r\nbroken\r\n\r\n`],
    ['a header with a control character', `GET ${databases} HTTP/1.1\r\nHost: x\r\nX: \u0000\r\n\r\n`],
    ['two lengths', `POST ${databases} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}`],
    ['a negative length', `POST ${databases} HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n`],
    [
      'a length and chunks',
      `POST ${databases} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
  ])('%s: 400 as a problem, and the connection is closed', async (_what, bytes) => {
    const found = responses(await exchange(server.url, bytes));
    expect(found.map(({ status }) => status)).toEqual([400]);
    expect(detailOf(found[0]!)).toBe('The request is not readable as HTTP/1.1.');
  });

  it('a request to no host: 400, and the connection is closed', async () => {
    const bytes = await exchange(server.url, `GET ${databases} HTTP/1.1\r\n\r\n`);
    expect(bytes.toString('latin1')).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  });

  it('a chunk without a size: 400, and the connection is closed', async () => {
    const head = request(`POST ${databases}`, [bearer, json, 'Transfer-Encoding: chunked']);
    const found = responses(await exchange(server.url, head, 'zz\r\n'));
    expect(found.map(({ status }) => status)).toEqual([400]);
  });
});

describe('a connection', () => {
  it('carries one request after the other, answered in their order', async () => {
    const first = request('GET /v1/organizations', [bearer, 'Connection: keep-alive']);
    const second = request('GET /backend/lambda-instances/three', [key, 'Connection: keep-alive']);
    const third = request('HEAD /v1/locations', [bearer, 'Connection: keep-alive']);
    const last = request(`POST ${databases}`, [bearer, json], '{"name":');
    const bytes = await exchange(server.url, Buffer.concat([first, second, third, last]));
    const found = responses(bytes, ['GET', 'GET', 'HEAD', 'POST']);
    expect(found.map(({ status, headers }) => [status, headers['mockplane-operation']])).toEqual([
      [200, 'listOrganizations'],
      [404, 'getLambdaInstance'],
      [200, 'listLocations'],
      [400, 'createDatabase'],
    ]);
  });

  it('that ends in the middle of a body is nobody else’s loss', async () => {
    const socket = await open(server.url);
    await write(socket, `POST ${databases} HTTP/1.1\r\nHost: x\r\n${bearer}\r\nContent-Length: 100\r\n\r\n{"name":`);
    await new Promise<void>((resolve) => {
      socket.once('close', () => resolve());
      socket.destroy();
    });
    expect((await create('{"name":"new-db"}', json)).status).toBe(200);
  });

  it('that waits to be told to go on is told so', async () => {
    const socket = await open(server.url);
    const heard: string[] = [];
    const whole = new Promise<void>((resolve) => {
      socket.setEncoding('latin1').on('data', (text: string) => {
        heard.push(text);
        if (text.startsWith('HTTP/1.1 100')) socket.write('{"name":"new-db"}');
      });
      socket.once('close', () => resolve());
    });
    const head = [
      `POST ${databases} HTTP/1.1`,
      'Host: x',
      bearer,
      'Content-Length: 17',
      'Expect: 100-continue',
      'Connection: close',
    ];
    await write(socket, `${head.join('\r\n')}\r\n\r\n`);
    await whole;
    expect(heard.join('')).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n/);
  });
});
