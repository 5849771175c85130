import { Agent, request as ask } from 'node:http';
import type { Wire } from './request.ts';

/** A response as it came. */
export interface Reply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** UTF-8; empty for a stream, which is not waited for. */
  readonly text: string;
}

/** The target of the requests. */
export interface Target {
  /** Where curl finds it. */
  readonly base: string;
  send(wire: Wire): Promise<Reply>;
  close(): void;
}

/** After so long, in milliseconds, there is no response. */
const patience = 10_000;

/** One that answers in this process. */
export function inProcess(fetch: typeof globalThis.fetch): Target {
  return {
    base: 'http://127.0.0.1:4010',
    async send({ method, target, headers, body }) {
      const gone = new AbortController();
      const timer = setTimeout(() => gone.abort(new Error(`no reply within ${patience / 1_000} s`)), patience);
      try {
        const response = await fetch(target, {
          method,
          headers,
          signal: gone.signal,
          ...(body && { body: body as Uint8Array<ArrayBuffer> }),
        });
        const isStream = isEndless(response.headers.get('content-type'));
        if (isStream) await response.body?.cancel();
        return {
          status: response.status,
          headers: Object.fromEntries(response.headers),
          text: isStream ? '' : await response.text(),
        };
      } finally {
        clearTimeout(timer);
      }
    },
    close: () => {},
  };
}

/** One that listens. Values that a browser's `fetch` would forbid or correct are sent unchanged. */
export function overHttp(base: string): Target {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const { hostname, port } = new URL(base);
  return {
    base,
    send({ method, target, headers, body }) {
      return new Promise((resolve, reject) => {
        const sent = ask({ agent, hostname, port, method, path: target, headers: { ...headers, ...length(body) } });
        sent.setTimeout(patience, () => sent.destroy(new Error(`no reply within ${patience / 1_000} s`)));
        sent.once('error', reject);
        sent.once('response', (response) => {
          const reply = { status: response.statusCode ?? 0, headers: joined(response.headers) };
          if (isEndless(reply.headers['content-type'])) {
            response.destroy();
            return resolve({ ...reply, text: '' });
          }
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.once('error', reject);
          response.once('end', () => resolve({ ...reply, text: Buffer.concat(chunks).toString('utf8') }));
        });
        sent.end(body);
      });
    },
    close: () => agent.destroy(),
  };
}

function length(body: Uint8Array | undefined): Record<string, string> {
  return body ? { 'content-length': String(body.byteLength) } : {};
}

function joined(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function isEndless(type: string | null | undefined): boolean {
  return type?.startsWith('text/event-stream') ?? false;
}
