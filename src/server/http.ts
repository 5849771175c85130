import type * as Http from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo, Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline as pipe } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import type { PlainRequest, PlainResponse } from '../contract/http-message.ts';
import { Problem } from '../contract/problem.ts';
import { connectionOf, closeGracefully, rejectMalformedRequest } from './connection.ts';
import { corsHeaders, preflight } from './cors.ts';
import { defaultTimeouts, limits, type Timeouts } from './limits.ts';
import { ConnectionDropped } from '../pipeline/result.ts';
import type { TransportPolicy } from '../pipeline/transport-policy.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { contentLength, readRequestBody, type ReceivedBody } from './request-body.ts';
import type { WebSockets } from './websocket.ts';
import type { StaticSite } from './static-site.ts';
import { validateHost } from '../pipeline/request-target.ts';

// An `import` would read all that the module exports, and with it load Node's HTTP client: a fifth of the start.
const http = createRequire(import.meta.url)('node:http') as typeof Http;

/** An HTTP server before and while it listens. */
export interface HttpServer {
  /** Node's own, as it is set up. */
  readonly node: Http.Server;
  /** @throws the listen error of Node, `EADDRINUSE` for a taken port */
  listen(address: { readonly port: number; readonly host: string }): Promise<AddressInfo>;
  /** Finishes what was accepted, and closes what is idle or only waits. A second call waits for the first. */
  close(): Promise<void>;
}

export interface ServerOptions {
  readonly pipeline: Pipeline;
  readonly policy: TransportPolicy;
  /** The pages; none are served without. */
  readonly site?: StaticSite | undefined;
  /** The WebSockets; an upgrade is passed over without. */
  readonly sockets?: WebSockets | undefined;
  /** How long a client may take. */
  readonly timeouts?: Timeouts | undefined;
}

/** Puts the pipeline, CORS and the site's pages on Node's own HTTP server. */
export function createServer(options: ServerOptions): HttpServer {
  const { pipeline, policy, site, sockets, timeouts = defaultTimeouts } = options;
  // Whoever waits for a moment of the clock, or listens to a stream, would keep the server from closing.
  const waiting = new Set<AbortController>();
  // Browsers open connections in advance. Node does not count them as idle: it would wait a minute for what never comes.
  const unused = new Set<Socket>();
  let isClosing = false;

  /** Aborts when the caller has gone. Few handlers wait, so it is made when one asks for it. */
  const signalOf = ({ socket }: IncomingMessage, response: ServerResponse): AbortSignal => {
    const gone = new AbortController();
    if (isClosing || socket.destroyed) gone.abort();
    else {
      waiting.add(gone);
      response.once('close', () => {
        waiting.delete(gone);
        gone.abort();
      });
    }
    return gone.signal;
  };

  const reply = (response: ServerResponse, answer: PlainResponse, isLast: boolean): void => {
    const { status, headers, body, stream } = answer;
    const isMocked = policy(response.req.url!).crossOrigin;
    const raw = [...(isMocked ? corsHeaders : sameOriginHeaders)];
    for (const name in headers) if (isMocked || !sameOriginHeaders.includes(name)) raw.push(name, headers[name]!);
    // A stream takes its connection along: one left idle by its end would keep the server from closing.
    // The last answer on a connection ends it while the server closes; one before that would take the others along.
    const isOver = isLast || stream || (isClosing && connectionOf(response.req.socket).last === response);
    if (isOver) raw.push('connection', 'close');
    response.writeHead(status, raw);
    if (!stream) response.end(body);
    // It ends when the listener goes, which is no failure.
    else pipe(Readable.from(stream), response).catch(() => undefined);
  };

  const answer = (response: ServerResponse, { bytes, defect, isUnread }: ReceivedBody): void | Promise<void> => {
    const { req: request } = response;
    const noHost = validateHost(request.headers.host, request.httpVersion);
    const plain: PlainRequest = {
      method: request.method!,
      target: request.url!,
      headers: request.headers as PlainRequest['headers'],
      transportProblem: repeatedHeader(request) ?? noHost ?? defect,
      body: bytes,
      signal: () => signalOf(request, response),
    };
    // Nobody knows whom the next request would be for, and after an upgrade Node reads nothing more.
    const isLast = isUnread || noHost !== undefined || request.headers.upgrade !== undefined;
    try {
      const answered = pipeline(plain);
      if (!(answered instanceof Promise)) return reply(response, answered, isLast);
      return answered.then((found) => reply(response, found, isLast)).catch((error: unknown) => drop(request, error));
    } catch (error) {
      return drop(request, error);
    }
  };

  const handle = (request: IncomingMessage, response: ServerResponse): void | Promise<void> => {
    if (request.method === 'OPTIONS' && policy(request.url!).crossOrigin) return preflight(request, response);
    if (site?.serve(request, response)) return undefined;
    const received = readRequestBody(request, policy(request.url!).bodyLimit);
    return received instanceof Promise ? received.then((whole) => answer(response, whole)) : answer(response, received);
  };

  /** Keeps requests that came at once in their order: what one of them reads, the ones before it have written. */
  const handleInTurn = (request: IncomingMessage, response: ServerResponse): void => {
    unused.delete(request.socket);
    const connection = connectionOf(request.socket);
    connection.beforeLast = connection.last;
    connection.last = response;
    // While the server closes, all that has come at once is to be known before it is said which is the last.
    const before = connection.busy ?? (isClosing ? setImmediate() : undefined);
    const busy = before ? before.then(() => handle(request, response)) : handle(request, response);
    if (!busy) return;
    connection.busy = busy;
    void busy.finally(() => {
      if (connection.busy === busy) connection.busy = undefined;
    });
  };

  const server = http.createServer(
    {
      headersTimeout: timeouts.head,
      requestTimeout: timeouts.request,
      keepAliveTimeout: timeouts.idle,
      connectionsCheckingInterval: timeouts.check,
      // Refused by the pipeline, in the shape of the API that was asked.
      requireHostHeader: false,
      // Any other request for an upgrade is answered as if it were none.
      shouldUpgradeCallback: (request) => sockets?.isUpgrade(request) === true,
    },
    handleInTurn,
  );
  // Whoever asks before sending a body that is too large is spared it.
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (contentLength(request) <= policy(request.url!).bodyLimit) response.writeContinue();
    handleInTurn(request, response);
  });
  if (sockets) {
    server.on('upgrade', (request, socket, head) => {
      unused.delete(socket as Socket);
      sockets.upgrade(request, socket, head);
    });
  }
  server.maxConnections = limits.connections;
  server.on('clientError', rejectMalformedRequest);
  server.on('connection', (socket) => {
    closeGracefully(socket);
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });

  const finish = async (): Promise<void> => {
    isClosing = true;
    // Requests may have come that nobody has read yet: Node would take their connections for idle.
    await setImmediate();
    await setImmediate();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const each of waiting) each.abort();
      sockets?.close();
      for (const socket of unused) socket.destroy();
    });
  };
  let closed: Promise<void> | undefined;
  return {
    node: server,
    listen: ({ port, host }) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve(server.address() as AddressInfo);
        });
      }),
    close: () => (closed ??= finish()),
  };
}

/** Goes with Mockplane's own replies: no page of another site is to hold them, whatever it takes them for. */
const sameOriginHeaders: readonly string[] = [
  'x-content-type-options',
  'nosniff',
  'cross-origin-resource-policy',
  'same-origin',
];

function drop(request: IncomingMessage, error: unknown): void {
  request.socket.destroy();
  // Whatever goes wrong in the pipeline, it answers; a defect here is for its log.
  if (!(error instanceof ConnectionDropped)) process.emitWarning(error instanceof Error ? error : String(error));
}

/** These stand once in a request: Node would silently take the first of two, or join them into one. */
const singleHeaders = new Set(['authorization', 'content-type', 'host', 'x-api-key']);

function repeatedHeader({ headers, rawHeaders }: IncomingMessage): Problem | undefined {
  let distinct = 0;
  for (const _name in headers) distinct++;
  if (distinct * 2 === rawHeaders.length) return undefined;
  let seen: Set<string> | undefined;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]!.toLowerCase();
    if (!singleHeaders.has(name)) continue;
    if (seen?.has(name)) return new Problem(400, `header ${name} was sent more than once`);
    (seen ??= new Set()).add(name);
  }
  return undefined;
}
