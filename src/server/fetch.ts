import { inProcessOrigin, type PlainRequest, type PlainResponse } from '../contract/http-message.ts';
import { ConnectionDropped } from '../pipeline/result.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { tooLarge, type TransportPolicy } from '../pipeline/transport-policy.ts';

/**
 * Creates a `fetch` that answers in process, without a port. It ignores the origin of the URL. An aborted signal
 * rejects, as in the real `fetch`.
 */
export function createFetch(pipeline: Pipeline, policy: TransportPolicy): typeof fetch {
  return async (input, init) => {
    const request = new Request(absolute(input), init);
    request.signal.throwIfAborted();
    const url = new URL(request.url);
    const body = new Uint8Array(await request.arrayBuffer());
    const target = url.pathname + url.search;
    const limit = policy(target).bodyLimit;
    const plain: PlainRequest = {
      method: request.method,
      target,
      headers: Object.fromEntries(request.headers),
      transportProblem: body.byteLength > limit ? tooLarge(limit) : undefined,
      body,
      signal: () => request.signal,
    };
    const { status, headers, body: text, stream } = await answer(pipeline, plain);
    request.signal.throwIfAborted();
    const content = stream ? readable(stream, request.signal) : text.length > 0 ? contentOf(text, headers) : null;
    return new Response(content, { status, headers });
  };
}

/** Turns a source into a byte stream. Cancelling the stream or aborting the signal also ends the source. */
function readable(source: AsyncIterable<string>, signal: AbortSignal): ReadableStream<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const ended = new AbortController();
  const end = async (): Promise<void> => {
    ended.abort();
    await iterator.return?.();
  };
  return new ReadableStream({
    start(controller) {
      const abort = (): void => {
        controller.error(signal.reason);
        void end();
      };
      signal.addEventListener('abort', abort, { once: true, signal: ended.signal });
    },
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (ended.signal.aborted) return;
      if (!done) return controller.enqueue(encoder.encode(value));
      ended.abort();
      controller.close();
    },
    cancel: end,
  });
}

/** Runs the pipeline. A dropped connection becomes the `TypeError` that the real `fetch` throws. */
async function answer(pipeline: Pipeline, request: PlainRequest): Promise<PlainResponse> {
  try {
    return await pipeline(request);
  } catch (error) {
    request.signal?.().throwIfAborted();
    throw error instanceof ConnectionDropped ? new TypeError('fetch failed', { cause: error }) : error;
  }
}

/** `Response` would name a type for a text that is to have none. */
function contentOf(body: PlainResponse['body'], headers: PlainResponse['headers']): BodyInit {
  const isBare = typeof body === 'string' && headers['content-type'] === undefined;
  return (isBare ? new TextEncoder().encode(body) : body) as BodyInit;
}

/** Accepts a bare path too, since there is only one server. */
function absolute(input: string | URL | Request): string | URL | Request {
  return typeof input === 'string' && input.startsWith('/') ? inProcessOrigin + input : input;
}
