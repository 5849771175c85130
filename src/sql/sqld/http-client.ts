import type * as Http from 'node:http';
import { createRequire } from 'node:module';
import { EngineUnavailable } from '../engine-unavailable.ts';
import { maxReplyBytes, mostSockets, requestLimit } from './limits.ts';

/** A request to the server. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Ends the request, and with it the statement that it runs. */
  readonly signal?: AbortSignal | undefined;
}

/** A reply of the server, whatever its status. */
export interface HttpReply {
  readonly status: number;
  readonly text: string;
}

/** Sends requests over connections that are kept. */
export interface HttpClient {
  /** @throws EngineUnavailable without a reply; the reason of the signal once it has aborted */
  send(request: HttpRequest): Promise<HttpReply>;
  close(): void;
}

/** Loaded with the first request: an `import` would load Node's `fetch` too. */
const load = createRequire(import.meta.url);

/** @param base the URL of the server, whose path comes before that of every request */
export function createHttpClient(base: string): HttpClient {
  const url = new URL(base);
  const prefix = url.pathname.replace(/\/$/, '');
  let transport: { readonly http: typeof Http; readonly agent: Http.Agent } | undefined;
  const open = () => {
    if (transport) return transport;
    const http = load(url.protocol === 'https:' ? 'node:https' : 'node:http') as typeof Http;
    return (transport = { http, agent: new http.Agent({ keepAlive: true, maxSockets: mostSockets }) });
  };

  return {
    send({ method, path, headers, body, signal }) {
      const { http, agent } = open();
      const content = body === undefined ? undefined : JSON.stringify(body);
      return new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        let isSent = false;
        const fail = (error: Error): void => {
          if (signal?.aborted) reject(signal.reason as Error);
          else reject(new EngineUnavailable(explain(base, error, isSent)));
        };
        const request = http.request(
          {
            method,
            agent,
            host: url.hostname.replace(/^\[|\]$/g, ''),
            port: url.port || undefined,
            path: prefix + path,
            headers: {
              ...(content !== undefined && {
                'content-type': 'application/json',
                'content-length': String(Buffer.byteLength(content)),
              }),
              ...headers,
            },
            timeout: requestLimit,
            ...(signal && { signal }),
          },
          (response) => {
            const chunks: Buffer[] = [];
            let bytes = 0;
            response.on('data', (chunk: Buffer) => {
              bytes += chunk.length;
              if (bytes > maxReplyBytes) response.destroy(new Error(`the reply has more than ${maxReplyBytes} bytes`));
              else chunks.push(chunk);
            });
            response.on('end', () => {
              const status = response.statusCode!;
              // The server may refuse a request before it has read it, and then ends the connection.
              if (status >= 400) request.socket?.destroy();
              resolve({ status, text: Buffer.concat(chunks).toString('utf8') });
            });
            response.on('error', fail);
          },
        );
        request.on('socket', (socket) => {
          if (!socket.connecting) isSent = true;
          else socket.once('connect', () => (isSent = true));
        });
        request.on('timeout', () => request.destroy(new Error(`no reply within ${requestLimit / 1_000} s`)));
        request.on('error', fail);
        request.end(content);
      });
    },
    close: () => transport?.agent.destroy(),
  };
}

function explain(url: string, { message }: Error, isSent: boolean): string {
  const cause = message || 'no connection';
  return isSent
    ? `the libSQL server at ${url} ended the request (${cause}); what it was sent may have run. Look before you send it again`
    : `the libSQL server at ${url} does not answer (${cause}). Start it, then send the request again`;
}
