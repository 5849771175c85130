import createOpenapiFetch, { defaultBodySerializer, type MaybeOptionalInit, type Middleware } from 'openapi-fetch';
import type { HttpMethod, PathsWithMethod, RequiredKeysOf } from 'openapi-typescript-helpers';
import type { Outcome } from './outcome.ts';
import { UnexpectedResponseError } from './unexpected-response-error.ts';

/** How a client reaches its API. */
export interface ClientOptions {
  /** Without a path; a Mockplane on this machine unless given. */
  readonly baseUrl?: string | undefined;
  /** `mockplane-token` unless given. */
  readonly token?: string | undefined;
  /** What sends the requests: `globalThis.fetch` unless given; in a test, that of `createMockplane()`. */
  readonly fetch?: ((input: Request) => Promise<Response>) | undefined;
  /** Sent with each request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** The paths of a generated types module. */
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

/** A client typed by the paths of a contract. Every documented reply is a value; see {@link Outcome}. */
export interface Client<P extends {}> {
  readonly GET: Send<P, 'get'>;
  readonly POST: Send<P, 'post'>;
  readonly PUT: Send<P, 'put'>;
  readonly PATCH: Send<P, 'patch'>;
  readonly DELETE: Send<P, 'delete'>;
  /** Adds middleware of openapi-fetch, which sees each request and response. */
  use(...middleware: Middleware[]): void;
}

const local = { baseUrl: 'http://127.0.0.1:4010', token: 'mockplane-token' };

/** What the two services send, be it a success or an error. */
const json = /^application\/json\b/i;

/**
 * Makes a client.
 *
 * @param credential the headers that carry the token
 * @param documented the media types of the API's replies
 */
export function createClient<P extends {}>(
  { baseUrl = local.baseUrl, token = local.token, fetch, headers }: ClientOptions,
  credential: (token: string) => Record<string, string>,
  documented = json,
): Client<P> {
  const client = createOpenapiFetch<Paths>({
    baseUrl,
    headers: { ...headers, ...credential(token) },
    bodySerializer: serializeBody,
    ...(fetch && { fetch }),
  });
  client.use({ onResponse: ({ response, request }) => refuseForeign(request, response, documented) });

  // openapi-fetch types a reply by success and failure; the contract tells more, so the types are put on anew.
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

/** @throws UnexpectedResponseError for what the API does not send: HTML of a proxy, a problem of Mockplane itself */
async function refuseForeign(request: Request, response: Response, documented: RegExp): Promise<void> {
  const type = response.headers.get('content-type') ?? '';
  // A stream has no end to wait for.
  if (response.ok && /^text\/event-stream\b/i.test(type) && documented.test(type)) return;
  const empty = response.status === 204 || request.method === 'HEAD' || response.headers.get('content-length') === '0';
  if (empty && response.ok) return;
  const text = await response.clone().text();
  if (text === '' && response.ok) return;
  if (!documented.test(type) || !parses(text)) throw new UnexpectedResponseError(request, response, text);
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A body with a file in it goes as a multipart form, any other as the header says: JSON unless told. */
function serializeBody(body: unknown, headers?: unknown): BodyInit {
  const fields = typeof body === 'object' && body !== null && !(body instanceof FormData) ? Object.entries(body) : [];
  if (!fields.some(([, value]) => value instanceof Blob)) {
    // openapi-fetch passes the headers, though its types do not say so: they choose between JSON and a form.
    return (defaultBodySerializer as (body: unknown, headers?: unknown) => BodyInit)(body, headers);
  }
  const form = new FormData();
  for (const [name, value] of fields) if (value !== undefined) form.append(name, value as string | Blob);
  return form;
}
