import type { PlainRequest } from '../contract/message.ts';
import { limits, tooLarge } from './limits.ts';
import type { Pipeline } from './pipeline.ts';

/**
 * A `fetch` that answers in process, without a port. Any origin will do: only method, path, headers and body count.
 * An aborted signal rejects, as with the real one.
 */
export function createFetch(pipeline: Pipeline): typeof fetch {
  return async (input, init) => {
    const request = new Request(absolute(input), init);
    request.signal.throwIfAborted();
    const url = new URL(request.url);
    const body = new Uint8Array(await request.arrayBuffer());
    const plain: PlainRequest = {
      method: request.method,
      target: url.pathname + url.search,
      headers: Object.fromEntries(request.headers),
      defect: body.byteLength > limits.bodyBytes ? tooLarge() : undefined,
      body,
    };
    const response = await pipeline(plain);
    request.signal.throwIfAborted();
    return new Response(response.body === '' ? null : response.body, {
      status: response.status,
      headers: response.headers,
    });
  };
}

/** A path alone is enough where there is only one server. */
function absolute(input: string | URL | Request): string | URL | Request {
  return typeof input === 'string' && input.startsWith('/') ? `http://mockplane.local${input}` : input;
}
