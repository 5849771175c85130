import type { ExchangeDetails, Message } from './schemas.ts';
import { isRecord } from './is-record.ts';

/** The part of a HAR entry that a replay needs. */
export interface RecordedCall {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  readonly status: number;
  /** The body of its response as a whole; undefined if the archive has none, or only a part. */
  readonly responseBody?: string | undefined;
}

/**
 * Formats exchanges as HTTP Archive 1.2, oldest first. Credentials stay hidden, as in the journal, and a body has only
 * what the journal keeps.
 *
 * @see http://www.softwareishard.com/blog/har-12-spec/
 */
export function toHar(exchanges: readonly ExchangeDetails[], origin: string, version: string): string {
  const entries = exchanges.map((exchange) => {
    const { at, method, target, status, durationMilliseconds: time, request, response } = exchange;
    const type = request.headers['content-type'] ?? 'application/octet-stream';
    return {
      startedDateTime: new Date(Date.parse(at) - time).toISOString(),
      time,
      request: {
        method,
        url: origin + target,
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headers: headersOf(request),
        queryString: [...queryOf(target)].map(([name, value]) => ({ name, value })),
        headersSize: -1,
        bodySize: request.bodyBytes,
        ...(request.body !== undefined && { postData: { mimeType: type, text: request.body } }),
      },
      response: {
        status,
        statusText: '',
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headers: headersOf(response),
        content: {
          size: response.bodyBytes,
          mimeType: response.headers['content-type'] ?? '',
          ...(response.body !== undefined && { text: response.body }),
        },
        redirectURL: '',
        headersSize: -1,
        bodySize: response.bodyBytes,
      },
      cache: {},
      timings: { send: 0, wait: time, receive: 0 },
    };
  });
  return `${JSON.stringify({ log: { version: '1.2', creator: { name: 'Mockplane', version }, entries } }, null, 2)}\n`;
}

/** The parameters of a target, which need not be a URL: the journal also keeps `//dump` and `//`. */
function queryOf(target: string): URLSearchParams {
  const at = target.indexOf('?');
  return new URLSearchParams(at < 0 ? '' : target.slice(at));
}

function headersOf({ headers }: Message): { name: string; value: string }[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}

/** Reads the calls of an HTTP Archive. @throws Error for what is none */
export function parseHar(text: string): RecordedCall[] {
  let file: unknown;
  try {
    file = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Error('The file is not a HAR file: it is not JSON.', { cause: error });
  }
  const log = isRecord(file) ? file['log'] : undefined;
  const entries = isRecord(log) ? log['entries'] : undefined;
  if (!Array.isArray(entries)) throw new Error('The file is not a HAR file: it has no log.entries.');
  return entries.map((entry: unknown, index) => {
    const { request, response } = isRecord(entry) ? entry : {};
    if (!isRecord(request) || typeof request['method'] !== 'string' || typeof request['url'] !== 'string') {
      throw new Error(`Entry ${index + 1} of the HAR file has no request with a method and a url.`);
    }
    const { method, url, headers, postData } = request;
    const { pathname, search } = new URL(url, 'http://localhost');
    const posted = isRecord(postData) ? postData['text'] : undefined;
    const status = isRecord(response) ? response['status'] : undefined;
    return {
      method: method.toUpperCase(),
      target: pathname + search,
      headers: (Array.isArray(headers) ? headers : []).flatMap((header: unknown) =>
        isRecord(header) ? [[String(header['name']), String(header['value'])] as const] : [],
      ),
      body: typeof posted === 'string' ? posted : '',
      status: typeof status === 'number' ? status : 0,
      responseBody: isRecord(response) ? bodyOf(response['content']) : undefined,
    };
  });
}

/** The text of a response. Browsers leave out large bodies, and Mockplane keeps only the beginning of a long one. */
function bodyOf(content: unknown): string | undefined {
  if (!isRecord(content) || typeof content['text'] !== 'string') return undefined;
  const { text, encoding, size } = content;
  if (encoding !== undefined && encoding !== 'base64') return undefined;
  const bytes = encoding === 'base64' ? fromBase64(text) : new TextEncoder().encode(text);
  // A redacted text is shorter than what was sent, but no archive marks how much is missing.
  const isCut = bytes === undefined || (typeof size === 'number' && size > keptBytes && bytes.length < size);
  return isCut ? undefined : new TextDecoder().decode(bytes);
}

/** The journal keeps bodies up to this size as a whole. */
const keptBytes = 65_536;

function fromBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
