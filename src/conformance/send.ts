/** A request, and the names from the scenario that it carries. */
export interface ProbeRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | FormData | URLSearchParams | undefined;
  /** The names that it carries, by parameter: `db_name`. */
  readonly names: ReadonlyMap<string, string>;
}

/** The server that probes go to. */
export interface Target {
  /** The base URL, without a slash at its end. */
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
}

/** A server's response. */
export interface ProbeResponse {
  /** 0 when there was no response; `text` has the reason. */
  readonly status: number;
  /** Whether no server took the connection, so that no other request can get a response either. */
  readonly isUnreachable: boolean;
  /** In lower case, without parameters. */
  readonly mediaType: string | undefined;
  readonly text: string;
  /** The parsed text; undefined when it is not JSON. */
  readonly json: unknown;
}

/** The time limit of a response, in milliseconds. One operation waits for an instance before it answers. */
const patience = 60_000;

/** Methods of requests without a body in `fetch`. A document may describe one for them nevertheless. */
const bodiless: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Sends a probe. A connection error becomes a response with status 0. */
export async function send({ url, fetch }: Target, request: ProbeRequest): Promise<ProbeResponse> {
  const { method, headers, body } = request;
  try {
    const response = await fetch(url + request.path, {
      method,
      headers,
      ...(body !== undefined && !bodiless.has(method) && { body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
    const text = await response.text();
    const mediaType = response.headers.get('content-type')?.split(';')[0]!.trim().toLowerCase();
    return { status: response.status, isUnreachable: false, mediaType, text, json: parse(text) };
  } catch (error) {
    const { code = '' } = causeOf(error);
    return { status: 0, isUnreachable: !closed.has(code), mediaType: undefined, text: reason(error), json: undefined };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'there is no such host',
  ECONNRESET: 'the connection was closed',
  UND_ERR_SOCKET: 'the connection was closed',
  ETIMEDOUT: 'it does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
};

/** The codes of a server that takes a connection and then closes it. */
const closed: ReadonlySet<string> = new Set(['ECONNRESET', 'UND_ERR_SOCKET']);

/** The error of `fetch` only says that it failed; its cause has the reason. */
function causeOf(error: unknown): NodeJS.ErrnoException {
  return ((error as Error).cause ?? error) as NodeJS.ErrnoException;
}

/** The reason why `fetch` failed. */
function reason(error: unknown): string {
  if ((error as Error).name === 'TimeoutError') return `none came within ${patience / 1000} s`;
  const { code, message } = causeOf(error);
  return reasons[code ?? ''] ?? message;
}
