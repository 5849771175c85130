import type * as Http from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline as pipe } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import type { PlainRequest, PlainResponse } from '../contract/http-message.ts';
import { ownRequire } from '../contract/own-files.ts';
import { Problem } from '../contract/problem.ts';
import { closeGracefully, closeServer, connectionOf, rejectMalformedRequest } from './connection.ts';
import { corsHeaders, preflight } from './cors.ts';
import { defaultTimeouts, limits, type Timeouts } from './limits.ts';
import { ConnectionDropped } from '../pipeline/result.ts';
import type { TransportPolicy } from '../pipeline/transport-policy.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { contentLength, readRequestBody, type ReceivedBody } from './request-body.ts';
import type { WebSockets } from './websocket.ts';
import type { StaticSite } from './static-site.ts';
import { createTlsNotice } from './tls-attempt.ts';
import { validateHost } from '../pipeline/request-target.ts';

// An `import` would read every export of the module and so load Node's HTTP client, which takes a fifth of the startup
// time.
const http = ownRequire(import.meta.url)('node:http') as typeof Http;

/** An HTTP server, listening or not. */
export interface HttpServer {
  /** The underlying server of Node. */
  readonly node: Http.Server;
  /** Starts to listen. @throws Node's listen error, such as `EADDRINUSE` for a taken port */
  listen(address: { readonly port: number; readonly host: string }): Promise<AddressInfo>;
  /** Finishes accepted requests and closes idle connections. A second call waits for the first. */
  close(): Promise<void>;
}

export interface ServerOptions {
  readonly pipeline: Pipeline;
  readonly policy: TransportPolicy;
  /** The pages to serve; none by default. */
  readonly site?: StaticSite | undefined;
  /** Origins whose pages may read the responses of APIs that are not mocked. */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** The WebSockets; an upgrade is passed over without. */
  readonly sockets?: WebSockets | undefined;
  /** Called when a client tries TLS, at most once a second. */
  readonly onTls?: (() => void) | undefined;
  /** Client timeouts; `defaultTimeouts` by default. */
  readonly timeouts?: Timeouts | undefined;
}

/** Creates an HTTP server that runs the pipeline and serves CORS preflights and the pages of the site. */
export function createServer(options: ServerOptions): HttpServer {
  const { pipeline, policy, site, sockets, allowedOrigins = [], timeouts = defaultTimeouts } = options;
  // Requests that wait for the clock or read a stream. They would keep the server from closing, so closing aborts them.
  const waiting = new Set<AbortController>();
  // Browsers open connections in advance. Node does not count them as idle and would wait a minute for a request.
  const unused = new Set<Socket>();
  const open = new Set<Socket>();
  let isClosing = false;

  /** Aborts when the client disconnects. Few handlers wait, so the signal is created on demand. */
  const signalOf = ({ socket }: IncomingMessage, response: ServerResponse): AbortSignal => {
    const gone = new AbortController();
    if (isClosing || socket.destroyed) gone.abort();
    else {
      waiting.add(gone);
      response.once('close', () => {
        waiting.delete(gone);
        // After the whole response nobody listens, and to abort costs more than a look at it.
        if (!response.writableFinished) gone.abort();
      });
    }
    return gone.signal;
  };

  /** Whether a page of another origin may read the response. */
  const isShared = ({ url, headers: { origin } }: IncomingMessage): boolean =>
    policy(url!).crossOrigin || (origin !== undefined && allowedOrigins.includes(origin));

  /** Whether an OPTIONS is for an API that documents the method, rather than a preflight. */
  const isOwnOptions = ({ url, headers }: IncomingMessage): boolean =>
    policy(url!).hasOptions === true && headers['access-control-request-method'] === undefined;

  const reply = (response: ServerResponse, answer: PlainResponse, isLast: boolean): void => {
    const { status, headers, body, stream } = answer;
    const isMocked = policy(response.req.url!).crossOrigin;
    const raw = [
      ...(isShared(response.req) ? corsHeaders(response.req, headers) : []),
      ...(isMocked ? [] : sameOriginHeaders),
    ];
    for (const name in headers) if (isMocked || !sameOriginHeaders.includes(name)) raw.push(name, headers[name]!);
    // Close the connection after a stream: left idle, it would keep the server from closing. During shutdown only the
    // last response on a connection carries `Connection: close`. On an earlier one it would cut off the pipelined
    // responses after it.
    const isOver = isLast || stream || (isClosing && connectionOf(response.req.socket).last === response);
    if (isOver) raw.push('connection', 'close');
    response.writeHead(status, raw);
    if (!stream) response.end(body);
    // The stream ends when the client disconnects, which is not an error.
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
      address: request.socket.remoteAddress,
      signal: () => signalOf(request, response),
    };
    // Without a valid host the next request has no known target. After an upgrade Node reads no further requests.
    const isLast = isUnread || noHost !== undefined || request.headers.upgrade !== undefined;
    try {
      const result = pipeline(plain);
      if (!(result instanceof Promise)) return reply(response, result, isLast);
      return result
        .then((plainResponse) => reply(response, plainResponse, isLast))
        .catch((error: unknown) => drop(request, error));
    } catch (error) {
      return drop(request, error);
    }
  };

  const handle = (request: IncomingMessage, response: ServerResponse): void | Promise<void> => {
    if (request.method === 'OPTIONS' && isShared(request) && !isOwnOptions(request))
      return preflight(request, response);
    if (site?.serve(request, response)) return undefined;
    const received = readRequestBody(request, policy(request.url!).bodyLimit);
    return received instanceof Promise ? received.then((whole) => answer(response, whole)) : answer(response, received);
  };

  /** Handles pipelined requests in order, so that each sees the writes of the ones before it. */
  const handleInTurn = (request: IncomingMessage, response: ServerResponse): void => {
    unused.delete(request.socket);
    const connection = connectionOf(request.socket);
    connection.beforeLast = connection.last;
    connection.last = response;
    // During shutdown, wait until all pipelined requests have been parsed before deciding which response is the last.
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
      // The pipeline refuses a missing host, in the error shape of the API.
      requireHostHeader: false,
      // Any other request for an upgrade is answered as if it were none.
      shouldUpgradeCallback: (request) => sockets?.isUpgrade(request) === true,
    },
    handleInTurn,
  );
  // With `Expect: 100-continue`, refuse an oversized body before it is sent.
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
  if (options.onTls) server.on('clientError', createTlsNotice(options.onTls));
  server.on('connection', (socket) => {
    closeGracefully(socket);
    unused.add(socket);
    open.add(socket);
    socket.once('close', () => {
      unused.delete(socket);
      open.delete(socket);
    });
  });

  const finish = async (): Promise<void> => {
    isClosing = true;
    // Let Node parse requests that have already arrived. It would otherwise treat their connections as idle.
    await setImmediate();
    await setImmediate();
    await new Promise<void>((resolve) => {
      closeServer(server, open, resolve);
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

/** Headers of Mockplane's own responses. They keep pages of other sites from loading them, under any content type. */
const sameOriginHeaders: readonly string[] = [
  'x-content-type-options',
  'nosniff',
  'cross-origin-resource-policy',
  'same-origin',
];

function drop(request: IncomingMessage, error: unknown): void {
  request.socket.destroy();
  // The pipeline answers every error, so any other error here is a defect of the server.
  if (!(error instanceof ConnectionDropped)) process.emitWarning(error instanceof Error ? error : String(error));
}

/** Headers that may occur only once. Node would silently take the first of two values, or join them. */
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
