import createOpenapiFetch, { defaultBodySerializer, type MaybeOptionalInit, type Middleware } from 'openapi-fetch';
import type { HttpMethod, PathsWithMethod, RequiredKeysOf } from 'openapi-typescript-helpers';
import type { Outcome } from './outcome.ts';
import { UnexpectedResponseError } from './unexpected-response-error.ts';

/** Options of a client. */
export interface ClientOptions {
  /** The server's origin, without a path; a local Mockplane by default. */
  readonly baseUrl?: string | undefined;
  /** The token to send; `mockplane-token` by default. */
  readonly token?: string | undefined;
  /** Sends the requests; by default the `globalThis.fetch` of the moment of each call. In tests, use the one of `createMockplane()`. */
  readonly fetch?: ((input: Request) => Promise<Response>) | undefined;
  /** Headers to send with every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** The `paths` type of a generated module. */
type Paths = Record<string, Record<HttpMethod, {}>>;

type Init<Options> =
  RequiredKeysOf<Options> extends never
    ? [init?: Options & { [key: string]: unknown }]
    : [init: Options & { [key: string]: unknown }];

type Send<P extends {}, M extends HttpMethod> = <
  Path extends PathsWithMethod<P, M>,
  Options extends MaybeOptionalInit<P[Path], M & keyof P[Path]>,
>(
  path: Path,
  ...init: Init<Options>
) => Promise<Outcome<P[Path][M & keyof P[Path]]>>;

/** A client typed by the paths of a contract. Every documented response is a value; see {@link Outcome}. */
export interface Client<P extends {}> {
  readonly GET: Send<P, 'get'>;
  readonly POST: Send<P, 'post'>;
  readonly PUT: Send<P, 'put'>;
  readonly PATCH: Send<P, 'patch'>;
  readonly DELETE: Send<P, 'delete'>;
  /** Adds openapi-fetch middleware, which sees every request and response. */
  use(...middleware: Middleware[]): void;
}

const defaults = { baseUrl: 'http://127.0.0.1:4010', token: 'mockplane-token' };

/** The media type of both services, for successes and errors. */
const json = /^application\/json\b/i;

/**
 * Creates a client.
 *
 * @param credential turns the token into the headers that carry it
 * @param documented matches the media types of the API's responses
 */
export function createClient<P extends {}>(
  { baseUrl = defaults.baseUrl, token = defaults.token, fetch, headers }: ClientOptions,
  credential: (token: string) => Record<string, string>,
  documented = json,
): Client<P> {
  const client = createOpenapiFetch<Paths>({
    baseUrl,
    headers: { ...headers, ...credential(token) },
    bodySerializer: serializeBody,
    // Look the global up at each call: a test may replace it after it made the client.
    fetch: fetch ?? ((request) => globalThis.fetch(request)),
  });
  client.use({ onResponse: ({ response, request }) => rejectForeign(request, response, documented) });

  // openapi-fetch types a response only as success or failure. The types below distinguish every documented status.
  const send = (method: HttpMethod) => async (path: string, init?: object) => {
    const { data, error, response } = await client.request(method, path as never, (init ?? {}) as never);
    const { status } = response;
    return response.ok ? { status, data, response } : { status, error: error as unknown, response };
  };
  return {
    GET: send('get'),
    POST: send('post'),
    PUT: send('put'),
    PATCH: send('patch'),
    DELETE: send('delete'),
    use: (...middleware: Middleware[]) => client.use(...middleware),
  } as Client<P>;
}

/**
 * Rejects a response that is not from the API. @throws UnexpectedResponseError for a proxy's HTML or a problem of
 * Mockplane itself
 */
async function rejectForeign(request: Request, response: Response, documented: RegExp): Promise<void> {
  const type = response.headers.get('content-type') ?? '';
  // Do not wait for the end of a stream.
  if (response.ok && /^text\/event-stream\b/i.test(type) && documented.test(type)) return;
  const empty = response.status === 204 || request.method === 'HEAD' || response.headers.get('content-length') === '0';
  if (empty && response.ok) return;
  const text = await response.clone().text();
  if (text === '' && response.ok) return;
  if (!documented.test(type) || !isJson(text)) throw new UnexpectedResponseError(request, response, text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Serializes a body with a file as a multipart form, and any other as its `content-type` says, by default JSON. */
function serializeBody(body: unknown, headers?: unknown): BodyInit {
  const fields = typeof body === 'object' && body !== null && !(body instanceof FormData) ? Object.entries(body) : [];
  if (!fields.some(([, value]) => isBlob(value))) {
    // openapi-fetch passes the headers, although its types omit them. They decide between JSON and a form.
    return (defaultBodySerializer as (body: unknown, headers?: unknown) => BodyInit)(body, headers);
  }
  const form = new FormData();
  for (const [name, value] of fields) if (value !== undefined) form.append(name, value as string | Blob);
  return form;
}

/** Test environments replace `Blob` and `File`, so a file may be of another class than the present one. */
function isBlob(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'arrayBuffer' in value && 'size' in value && 'type' in value;
}
