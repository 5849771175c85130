import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import cors from '@fastify/cors';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { PlainRequest } from '../contract/message.ts';
import { Problem } from '../contract/problem.ts';
import { limits, tooLarge } from './limits.ts';
import type { Pipeline } from './pipeline.ts';
import { type SiteOptions, serveSite } from './site.ts';

/** These stand once in a request; Node would silently take the first of two. */
const singleHeaders = new Set(['authorization', 'content-type', 'x-api-key', 'prefer']);

/** A body as it arrived: its bytes, or why they were not kept. */
interface Received {
  readonly bytes: Uint8Array;
  readonly defect?: Problem;
}

const noBody: Received = { bytes: new Uint8Array(0) };

/** Puts the pipeline, CORS and the site's pages on an HTTP server. */
export async function createServer(pipeline: Pipeline, site: SiteOptions | undefined): Promise<FastifyInstance> {
  const handle = async (request: FastifyRequest, reply: FastifyReply) => {
    const response = await pipeline(plain(request));
    return reply.code(response.status).headers(response.headers).send(response.body);
  };

  const app = fastify({
    // The pipeline reads paths itself; whatever the router cannot read still gets the API's own refusal.
    frameworkErrors: (_error, request, reply) => void handle(request, reply),
    clientErrorHandler,
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 16_384 },
    logger: false,
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => {
    receive(payload).then(
      (received) => done(null, received),
      (error: Error) => done(error),
    );
  });
  app.setErrorHandler((error, request, reply) => {
    // Only the reading of a request can fail here; the pipeline answers its own failures.
    const message = error instanceof Error ? error.message : String(error);
    request.body = { bytes: noBody.bytes, defect: new Problem(400, message) } satisfies Received;
    return handle(request, reply);
  });
  app.setNotFoundHandler(handle);

  if (site) await serveSite(app, site);
  await app.register(async (scope) => {
    await scope.register(cors, {
      origin: '*',
      strictPreflight: false,
      methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
      exposedHeaders: ['Mockplane-Operation', 'Mockplane-Answer', 'Preference-Applied', 'Allow'],
      maxAge: 600,
    });
    const method = scope.supportedMethods.filter((name) => name !== 'OPTIONS');
    scope.route({ method, url: '/*', handler: handle });
  });
  return app;
}

function plain({ raw, body }: FastifyRequest): PlainRequest {
  const received = (body as Received | undefined | null) ?? noBody;
  return {
    method: raw.method ?? 'GET',
    target: raw.url ?? '/',
    headers: raw.headers as PlainRequest['headers'],
    defect: repeatedHeader(raw) ?? received.defect,
    body: received.bytes,
  };
}

function repeatedHeader({ rawHeaders }: IncomingMessage): Problem | undefined {
  let seen: Set<string> | undefined;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]!.toLowerCase();
    if (!singleHeaders.has(name)) continue;
    if (seen?.has(name)) return new Problem(400, `header ${name} was sent more than once`);
    (seen ??= new Set()).add(name);
  }
  return undefined;
}

/** Reads a body whole. One that is too large is read on and dropped, so that the sender is not cut off mid-way. */
async function receive(payload: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of payload as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size <= limits.bodyBytes) chunks.push(chunk);
    else chunks.length = 0;
    if (size > limits.drainedBytes) break;
  }
  return size > limits.bodyBytes ? { bytes: noBody.bytes, defect: tooLarge() } : { bytes: Buffer.concat(chunks) };
}

/** Answers what is not HTTP at all, before there is a request. */
function clientErrorHandler(this: unknown, error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, title] = refusals[error.code ?? ''] ?? [400, 'Bad Request'];
  const body = JSON.stringify({
    type: 'about:blank',
    title,
    status,
    detail: 'The request is not readable as HTTP/1.1.',
  });
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}` +
      `\r\nconnection: close\r\n\r\n${body}`,
  );
}

const refusals: Record<string, [status: number, title: string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout'],
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
};
