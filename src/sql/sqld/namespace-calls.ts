import { setTimeout } from 'node:timers/promises';
import { EngineUnavailable } from '../engine-unavailable.ts';
import type { SqlError } from '../engine.ts';
import type { AdminApi } from './admin-api.ts';
import { createHttpClient, type HttpReply } from './http-client.ts';
import { checkLimit } from './limits.ts';
import type { NamespaceKeys } from './namespace-keys.ts';
import type { SqldOptions } from './sqld-options.ts';

/** A request of a pipeline's stream. */
export type StreamRequest =
  | { readonly type: 'batch'; readonly batch: object }
  | { readonly type: 'execute'; readonly stmt: object }
  | { readonly type: 'describe'; readonly sql: string }
  | { readonly type: 'get_autocommit' }
  | { readonly type: 'close' };

/** The result of a stream's request. */
export type StreamResult =
  | { readonly type: 'ok'; readonly response: Readonly<Record<string, unknown>> }
  | { readonly type: 'error'; readonly error: SqlError };

/** The reply to a pipeline. */
export type PipelineReply =
  | { readonly type: 'done'; readonly baton: string | null; readonly results: readonly StreamResult[] }
  /** The stream of the baton is gone. Nothing ran. */
  | { readonly type: 'expired' }
  /** The token may only read. The stream is gone. */
  | { readonly type: 'forbidden' }
  /** The server could not reply to what it ran. The stream is gone. */
  | { readonly type: 'failed'; readonly message: string };

export interface PipelineOptions {
  readonly right: 'read' | 'write';
  readonly baton: string | null;
  readonly signal?: AbortSignal | undefined;
}

/** Sends SQL to namespaces of a server. */
export interface NamespaceCalls {
  /** @throws EngineUnavailable, or the reason of the signal */
  pipeline(namespace: string, requests: readonly StreamRequest[], options: PipelineOptions): Promise<PipelineReply>;
  /** @throws EngineUnavailable if the server does not keep namespaces apart */
  checkNamespaces(): Promise<void>;
  /** @returns why the server cannot be used now; undefined if it can */
  check(): Promise<string | undefined>;
  close(): void;
}

/** A server that was given the key of another process takes the key of this one after the first refusal. */
const mostKeyChanges = 5;

/**
 * How long to wait before a namespace is asked for again, in milliseconds. With more namespaces in use than it keeps open,
 * the server says of some that they do not exist while it closes them. Nothing runs then.
 *
 * @see https://github.com/tursodatabase/libsql/blob/f8fb14f/libsql-server/src/namespace/store.rs
 */
const absencePauses = [10, 20, 50, 100, 200, 400] as const;

function isAbsent({ status, text }: HttpReply): boolean {
  return status === 404 && text.includes("doesn't exist");
}

export function createNamespaceCalls({ url }: SqldOptions, admin: AdminApi, keys: NamespaceKeys): NamespaceCalls {
  const client = createHttpClient(url);
  const host = new URL(url).host;
  const send = async (namespace: string, body: object, { right, signal }: PipelineOptions): Promise<HttpReply> => {
    let absences = 0;
    let keyChanges = 0;
    for (;;) {
      const reply = await client.send({
        method: 'POST',
        path: '/v3/pipeline',
        headers: { host: `${namespace}.${host}`, authorization: `Bearer ${keys.token(namespace, right)}` },
        body,
        signal,
      });
      if (isAbsent(reply) && absences < absencePauses.length) {
        await setTimeout(absencePauses[absences++], undefined, { signal });
      } else if (reply.status === 401 && keyChanges++ < mostKeyChanges) {
        await admin.setKey(namespace, keys.publicKey);
      } else return reply;
    }
  };

  return {
    async pipeline(namespace, requests, options) {
      const reply = await send(namespace, { baton: options.baton, requests }, options);
      return decode(reply, namespace, url);
    },
    async checkNamespaces() {
      const { status } = await client.send({
        method: 'POST',
        path: '/v3/pipeline',
        headers: { host: `mockplane-without-a-namespace.${host}` },
        body: { baton: null, requests: [{ type: 'close' }] },
      });
      if (status !== 200) return;
      throw new EngineUnavailable(
        `the libSQL server at ${url} does not keep namespaces apart. Start it with --enable-namespaces`,
      );
    },
    async check() {
      try {
        const { status, text } = await client.send({
          method: 'GET',
          path: '/health',
          signal: AbortSignal.timeout(checkLimit),
        });
        return status === 200 ? undefined : `the libSQL server at ${url} is not well: ${status} ${text}`;
      } catch (error) {
        return error instanceof EngineUnavailable
          ? error.message
          : `the libSQL server at ${url} does not answer within ${checkLimit / 1_000} s. Look at its load and its log`;
      }
    },
    close: () => client.close(),
  };
}

/** Beginnings of the texts with which the server refuses a baton; nothing ran then. */
const gone = /STREAM_EXPIRED|^Received an? .*baton|baton/i;

function decode({ status, text }: HttpReply, namespace: string, url: string): PipelineReply {
  if (status === 200) {
    const { baton, results } = JSON.parse(text) as { baton: string | null; results: readonly StreamResult[] };
    return { type: 'done', baton, results };
  }
  if (status === 400 && gone.test(text)) return { type: 'expired' };
  if (status === 403) return { type: 'forbidden' };
  if (isAbsent({ status, text })) {
    throw new EngineUnavailable(
      `the libSQL server at ${url} has lost the rows of this database (its namespace ${namespace} is gone). Restore them there, or give the database new rows: destroy it, upload to it or reset the sandbox`,
    );
  }
  if (status === 500) return { type: 'failed', message: errorOf(text) };
  throw new EngineUnavailable(
    `the libSQL server at ${url} refused the request: ${status} ${errorOf(text)}. Send it again later`,
  );
}

function errorOf(text: string): string {
  try {
    const { error, message } = JSON.parse(text) as { error?: string; message?: string };
    return error ?? message ?? text;
  } catch {
    return text;
  }
}
