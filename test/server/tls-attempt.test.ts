import { once } from 'node:events';
import { connect as connectPlain } from 'node:net';
import { connect } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { createTransportPolicy } from '../../src/pipeline/transport-policy.ts';
import { createServer, type HttpServer } from '../../src/server/http.ts';
import { createTlsNotice } from '../../src/server/tls-attempt.ts';

let server: HttpServer;
afterEach(() => server?.close());

async function listen(onTls: () => void): Promise<number> {
  const response = { status: 200, headers: { 'content-length': '2' }, body: 'ok' };
  server = createServer({ pipeline: () => response, policy: createTransportPolicy([]), onTls });
  return (await server.listen({ port: 0, host: '127.0.0.1' })).port;
}

describe('a client that tries TLS', () => {
  it('fails, is noticed once a second at most, and leaves the server as it was', async () => {
    let count = 0;
    const port = await listen(() => count++);
    for (let attempt = 0; attempt < 3; attempt++) {
      const socket = connect({ port, host: '127.0.0.1', servername: 'localhost', rejectUnauthorized: false });
      const [error] = await once(socket, 'error');
      expect(error).toBeInstanceOf(Error);
      socket.destroy();
    }
    expect(count).toBeGreaterThan(0);
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('ok');
  });

  it('is not what other bytes are that are not HTTP', async () => {
    let count = 0;
    const socket = connectPlain(await listen(() => count++), '127.0.0.1');
    socket.end('nonsense\r\n\r\n').resume();
    await once(socket, 'close');
    expect(count).toBe(0);
  });

  it('is noticed once for attempts that come at once', () => {
    let count = 0;
    const notice = createTlsNotice(() => count++);
    for (let attempt = 0; attempt < 100; attempt++) {
      notice(Object.assign(new Error('Parse Error'), { rawPacket: Buffer.from([0x16, 0x03, 0x01]) }));
    }
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(100);
  });
});
