import { afterEach, expect, it } from 'vitest';
import type { Pipeline } from '../../src/pipeline/pipeline.ts';
import { createTransportPolicy } from '../../src/pipeline/transport-policy.ts';
import { createServer, type HttpServer } from '../../src/server/http.ts';
import { everything, open, request } from '../helpers/raw.ts';
import { readResponses } from '../helpers/responses.ts';

let server: HttpServer;
afterEach(() => server.close());

/** Larger than what the system buffers of a connection. */
const body = Buffer.alloc(16 * 1024 * 1024, 'x');

it.each([
  ['stays open', 'keep-alive'],
  ['is to be closed', 'close'],
])('a server that closes sends a response that is written, on a connection that %s', async (_which, connection) => {
  let onAnswer: () => void;
  const answered = new Promise<void>((resolve) => (onAnswer = resolve));
  const pipeline: Pipeline = () => {
    // The response is written in this turn of the event loop, and sent in many later ones.
    setImmediate(onAnswer);
    return { status: 200, headers: { 'content-length': String(body.length) }, body };
  };
  server = createServer({ pipeline, policy: createTransportPolicy([]) });
  const { port } = await server.listen({ port: 0, host: '127.0.0.1' });
  const socket = await open(`http://127.0.0.1:${port}`);
  socket.pause();
  socket.write(request('GET /', [`Connection: ${connection}`]));
  await answered;
  const closed = server.close();
  await new Promise((resolve) => setImmediate(() => setImmediate(() => setImmediate(resolve))));
  const received = everything(socket);
  socket.resume();
  const { responses, rest } = readResponses(await received);
  expect(responses.map((response) => response.body.length)).toEqual([body.length]);
  expect(rest).toHaveLength(0);
  await closed;
});
