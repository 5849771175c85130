import { ReadableStream } from 'node:stream/web';
import { TextEncoder } from 'node:util';
import type { PlainRequest, PlainResponse } from '../contract/http-message.ts';
import { ConnectionDropped } from '../pipeline/result.ts';
import type { ExchangeListener, Pipeline } from '../pipeline/pipeline.ts';
import { tooLarge, type TransportPolicy } from '../pipeline/transport-policy.ts';
import { readFetchRequest } from './fetch-request.ts';

/**
 * Creates a `fetch` that answers in process, without a port. It ignores the origin of the URL. An aborted signal
 * rejects, as in the real `fetch`. The `Response` is of the class that the environment has at the time of the call.
 *
 * @param check throws for an exchange that the caller must not pass over in silence
 */
export function createFetch(pipeline: Pipeline, policy: TransportPolicy, check?: ExchangeListener): typeof fetch {
  return async (input, init) => {
    const request = await readFetchRequest(input, init);
    const { signal, body } = request;
    throwIfAborted(signal);
    const limit = policy(request.target).bodyLimit;
    const plain: PlainRequest = {
      method: request.method,
      target: request.target,
      headers: request.headers,
      transportProblem: body.byteLength > limit ? tooLarge(limit) : undefined,
      body,
      signal: signal && (() => signal),
    };
    const { status, headers, body: text, stream } = await answer(pipeline, plain, check);
    throwIfAborted(signal);
    const content = stream ? readable(stream, signal) : text.length > 0 ? contentOf(text, headers) : null;
    return new Response(content as BodyInit | null, { status, headers });
  };
}

/** The signal of some environments has no `throwIfAborted`. */
function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw signal.reason;
}

/** Turns a source into a byte stream. Cancelling the stream or aborting the signal also ends the source. */
function readable(source: AsyncIterable<string>, signal: AbortSignal | undefined): ReadableStream<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let isEnded = false;
  let stop: (() => void) | undefined;
  const finish = (): void => {
    isEnded = true;
    stop?.();
  };
  const end = async (): Promise<void> => {
    finish();
    await iterator.return?.();
  };
  return new ReadableStream({
    start(controller) {
      const abort = (): void => {
        controller.error(signal?.reason);
        void end();
      };
      stop = () => signal?.removeEventListener('abort', abort);
      signal?.addEventListener('abort', abort, { once: true });
    },
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (isEnded) return;
      if (!done) return controller.enqueue(encoder.encode(value));
      finish();
      controller.close();
    },
    cancel: end,
  });
}

/** Runs the pipeline. A dropped connection becomes the `TypeError` that the real `fetch` throws. */
async function answer(
  pipeline: Pipeline,
  request: PlainRequest,
  check: ExchangeListener | undefined,
): Promise<PlainResponse> {
  try {
    return await pipeline(request, check);
  } catch (error) {
    throwIfAborted(request.signal?.());
    throw error instanceof ConnectionDropped ? new TypeError('fetch failed', { cause: error }) : error;
  }
}

/** `Response` would name a type for a text that is to have none. */
function contentOf(body: PlainResponse['body'], headers: PlainResponse['headers']): BodyInit {
  const isBare = typeof body === 'string' && headers['content-type'] === undefined;
  return (isBare ? new TextEncoder().encode(body) : body) as BodyInit;
}
