import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { Readable } from 'node:stream';
import cors from '@fastify/cors';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { PlainRequest, PlainResponse } from '../contract/message.ts';
import { Problem } from '../contract/problem.ts';
import { followConnections, isNewest, refuseUnreadable, turnOf } from './connection.ts';
import { bodyLimit, defaultTimeouts, limits, type Timeouts, tooLarge } from './limits.ts';
import { Dropped } from './outcome.ts';
import { isOwn, ownPrefix } from './own.ts';
import type { Pipeline } from './pipeline.ts';
import { type SiteOptions, serveSite } from './site.ts';
import { hostDefect } from './target.ts';

/** These stand once in a request: Node would silently take the first of two, or join them into one. */
const singleHeaders = new Set(['authorization', 'content-type', 'host', 'x-api-key']);

const exposedHeaders = ['Mockplane-Operation', 'Mockplane-Answer', 'Preference-Applied', 'Allow'];
const readableByPages = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': exposedHeaders.join(', '),
};

/** A body as it arrived: its bytes, or why they were not kept. */
interface Received {
  readonly bytes: Uint8Array;
  readonly defect?: Problem;
  /** What is still to come of it is not waited for. */
  readonly isUnread?: boolean;
}

const noBody: Received = { bytes: new Uint8Array(0) };

/** Puts the pipeline, CORS and the site's pages on an HTTP server. */
export async function createServer(
  pipeline: Pipeline,
  site: SiteOptions | undefined,
  timeouts: Timeouts = defaultTimeouts,
): Promise<FastifyInstance> {
  const inFlight = new Set<AbortController>();
  const handle = async (request: FastifyRequest, reply: FastifyReply) => {
    const gone = new AbortController();
    inFlight.add(gone);
    reply.raw.once('close', () => {
      inFlight.delete(gone);
      gone.abort();
    });
    try {
      const turn = turnOf(reply.raw);
      if (turn) await turn;
      const { status, headers, body, stream } = await pipeline(plain(request, gone.signal));
      // Requests that the router cannot place have not come past the CORS plugin.
      if (!reply.hasHeader('access-control-allow-origin') && !isOwn(request.raw.url ?? '')) {
        reply.headers(readableByPages);
      }
      // A stream takes its connection along: one left idle by the end of it would keep the server from closing.
      if (stream || isLast(request)) reply.header('connection', 'close');
      return await reply
        .code(status)
        .headers(headers)
        .send(stream ? Readable.from(stream) : bytesOf(body, headers));
    } catch (error) {
      if (!(error instanceof Dropped)) throw error;
      reply.hijack();
      request.raw.socket.destroy();
      return reply;
    }
  };

  const app = fastify({
    // The pipeline reads paths itself; whatever the router cannot read still gets the API's own refusal.
    frameworkErrors: (_error, request, reply) => void handle(request, reply),
    clientErrorHandler: refuseUnreadable,
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    // What comes while the server closes has come in time.
    return503OnClosing: false,
    requestTimeout: timeouts.request,
    keepAliveTimeout: timeouts.idle,
    http: {
      headersTimeout: timeouts.head,
      connectionsCheckingInterval: timeouts.check,
      // Refused by the pipeline, in the shape of the API that was asked.
      requireHostHeader: false,
    },
    // Only OPTIONS may ask for the server as a whole; the router takes `*` for its root.
    rewriteUrl: ({ url = '/', method }) => (url === '*' && method !== 'OPTIONS' ? '/*' : url),
    routerOptions: { maxParamLength: 16_384 },
    logger: false,
  });
  let isClosing = false;
  app.addHook('preClose', async () => {
    isClosing = true;
    // Requests may have come that nobody has read: their connections are not idle.
    await setImmediate();
    await setImmediate();
    // Whoever waits for a moment of the clock, or listens to a stream, would keep the server from closing.
    for (const each of inFlight) each.abort();
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (request, payload, done) => {
    receive(payload, request.raw).then(
      (received) => done(null, received),
      (error: Error) => done(error),
    );
  });
  app.setErrorHandler(async (error, request, reply) => {
    // Only the reading of a request can fail here; the pipeline answers its own failures.
    const { code, message } =
      error instanceof Error ? (error as NodeJS.ErrnoException) : { code: '', message: String(error) };
    request.body =
      code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' || code === 'FST_ERR_ROUTE_MISSING_CONTENT_TYPE'
        ? // The body is not read yet, and its type does not matter.
          await receive(request.raw, request.raw)
        : ({ bytes: noBody.bytes, defect: new Problem(400, message) } satisfies Received);
    return handle(request, reply);
  });
  app.setNotFoundHandler(handle);
  app.addHook('onSend', (_request, reply, _payload, done) => {
    // RFC 9110 section 8.6: this one has no length, not even of nothing.
    if (reply.statusCode === 204) reply.removeHeader('content-length');
    if (isClosing) {
      // The last answer on a connection ends it; one before that would take the others along.
      reply.raw.removeHeader('connection');
      if (isNewest(reply.raw)) reply.header('connection', 'close');
    }
    done();
  });
  // Whoever asks before sending a body that is too large is spared it.
  app.server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (announced(request) <= bodyLimit(request.url ?? '')) response.writeContinue();
    app.server.emit('request', request, response);
  });
  followConnections(app.server);
  closeUnused(app);

  if (site) await serveSite(app, site);
  // Outside of what CORS opens: no page of another origin may read this, and no preflight is granted.
  for (const url of [ownPrefix, `${ownPrefix}/*`]) {
    // The inspector's page, where it is built, answers GET.
    const method = app.supportedMethods.filter((name) => !app.hasRoute({ method: name, url }));
    app.route({ method, url, handler: handle });
  }
  await app.register(async (scope) => {
    await scope.register(cors, {
      origin: '*',
      strictPreflight: false,
      methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
      exposedHeaders,
      maxAge: 600,
    });
    const method = scope.supportedMethods.filter((name) => name !== 'OPTIONS');
    scope.route({ method, url: '/*', handler: handle });
  });
  return app;
}

/**
 * Closes, with the server, connections that have never asked for anything. Browsers open some in advance, and Node does
 * not count them as idle: it would wait a minute for what they never send.
 */
function closeUnused(app: FastifyInstance): void {
  const unused = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  app.server.on('request', ({ socket }: IncomingMessage) => unused.delete(socket));
  app.addHook('preClose', (done) => {
    for (const socket of unused) socket.destroy();
    done();
  });
}

/** Bytes, or nothing at all: Fastify would add a media type to an empty text, and a charset to JSON, which has none. */
function bytesOf(body: string, headers: PlainResponse['headers']): Buffer | undefined {
  return body === '' && headers['content-type'] === undefined ? undefined : Buffer.from(body);
}

function plain({ raw, body }: FastifyRequest, signal: AbortSignal): PlainRequest {
  const received = (body as Received | undefined | null) ?? noBody;
  const headers = raw.headers as PlainRequest['headers'];
  return {
    method: raw.method ?? 'GET',
    target: raw.url ?? '/',
    headers,
    defect: repeatedHeader(raw) ?? hostDefect(headers['host'], raw.httpVersion) ?? received.defect,
    body: received.bytes,
    signal,
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

/**
 * Whether a connection ends with this answer: the body is left unread, nobody knows whom the request was for, or an
 * upgrade was asked for, after which Node reads nothing more from a connection.
 */
function isLast({ raw, body }: FastifyRequest): boolean {
  const { isUnread = false } = (body as Received | undefined | null) ?? noBody;
  return isUnread || raw.headers.upgrade !== undefined || hostDefect(raw.headers.host, raw.httpVersion) !== undefined;
}

/** How long a body says that it is; 0 where it does not. */
function announced({ headers }: IncomingMessage): number {
  return Number(headers['content-length'] ?? 0);
}

/** Reads a body whole. One that is too large is read on and dropped, so that the sender is not cut off mid-way. */
async function receive(payload: IncomingMessage, request: IncomingMessage): Promise<Received> {
  const limit = bodyLimit(request.url ?? '');
  const length = announced(request);
  const isWithheld = request.headers.expect !== undefined && length > limit;
  if (isWithheld || length > limits.drained) return { bytes: noBody.bytes, defect: tooLarge(limit), isUnread: true };
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of payload as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size <= limit) chunks.push(chunk);
    else chunks.length = 0;
    if (size > limits.drained) break;
  }
  return size > limit ? { bytes: noBody.bytes, defect: tooLarge(limit) } : { bytes: Buffer.concat(chunks) };
}
