import { randomUUID } from 'node:crypto';
import { Buffer } from 'node:buffer';
import { URL } from 'node:url';
import { inProcessOrigin } from '../contract/http-message.ts';

/** The arguments of a `fetch`, read without the classes of the environment. */
export interface FetchRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
  readonly signal: AbortSignal | undefined;
}

/**
 * Reads the arguments of a `fetch`. Test environments replace `Request`, `Headers`, `FormData`, `File` and `AbortSignal`
 * by their own classes, so values are told apart by their members. A second argument that is no `RequestInit`, such as
 * the server that Bun passes, has none of the members and changes nothing.
 *
 * @throws TypeError for what the real `fetch` refuses too
 */
export async function readFetchRequest(input: unknown, init: unknown): Promise<FetchRequest> {
  const request = isObject(input) && typeof input['url'] === 'string' ? input : undefined;
  const options = isObject(init) ? init : {};
  const url = parseUrl(request ? request['url'] : input);
  const method = readMethod(options['method'] ?? request?.['method'] ?? 'GET');
  const headers = readHeaders(isObject(options['headers']) ? options['headers'] : request?.['headers']);
  const signal = [options['signal'], request?.['signal']].find(isSignal);
  const { body = null } = options;
  if (body === null) {
    return { method, target: targetOf(url), headers, body: await readBodyOf(request), signal };
  }
  if (method === 'GET' || method === 'HEAD') throw new TypeError(`a ${method} request has no body`);
  const { bytes, mediaType } = await encodeBody(body);
  if (mediaType !== undefined) headers['content-type'] ??= mediaType;
  return { method, target: targetOf(url), headers, body: bytes, signal };
}

type Members = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null;
}

function isSignal(value: unknown): value is AbortSignal {
  return isObject(value) && typeof value['aborted'] === 'boolean' && typeof value['addEventListener'] === 'function';
}

/** Accepts a bare path too, since there is only one server. */
function parseUrl(input: unknown): URL {
  const text = String(input);
  const whole = text.startsWith('/') ? inProcessOrigin + text : text;
  if (!URL.canParse(whole)) throw new TypeError(`Failed to parse URL from ${text}`);
  return new URL(whole);
}

function targetOf({ pathname, search }: URL): string {
  return pathname + search;
}

/** Methods that `fetch` writes in upper case. */
const normalized = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT']);
const token = /^[\w!#$%&'*+.^`|~-]+$/;

function readMethod(value: unknown): string {
  const method = String(value);
  const upper = method.toUpperCase();
  if (!token.test(method) || ['CONNECT', 'TRACE', 'TRACK'].includes(upper)) {
    throw new TypeError(`'${method}' is not a valid HTTP method.`);
  }
  return normalized.has(upper) ? upper : method;
}

/** Reads headers of any class, a list of pairs, or an object. Values of one name are joined. */
function readHeaders(given: unknown): Record<string, string> {
  const headers: Record<string, string> = {};
  if (!isObject(given)) return headers;
  const pairs =
    Symbol.iterator in given ? [...(given as unknown as Iterable<[string, string]>)] : Object.entries(given);
  for (const [rawName, value] of pairs) {
    const name = rawName.toLowerCase();
    const text = String(value).trim();
    if (!token.test(name)) throw new TypeError(`Headers: ${name} is an invalid header name.`);
    if (/[\0\r\n]/.test(text)) throw new TypeError(`Headers: ${text} is an invalid header value.`);
    headers[name] = Object.hasOwn(headers, name) ? `${headers[name]}, ${text}` : text;
  }
  return headers;
}

async function readBodyOf(request: Members | undefined): Promise<Uint8Array> {
  if (!request) return new Uint8Array(0);
  return new Uint8Array(await (request as unknown as Request).arrayBuffer());
}

interface Encoded {
  readonly bytes: Uint8Array;
  readonly mediaType: string | undefined;
}

function plain(bytes: Uint8Array, mediaType?: string): Encoded {
  return { bytes, mediaType };
}

async function encodeBody(body: unknown): Promise<Encoded> {
  if (ArrayBuffer.isView(body)) return plain(new Uint8Array(body.buffer, body.byteOffset, body.byteLength));
  if (isObject(body)) {
    const tag = Object.prototype.toString.call(body).slice('[object '.length, -1);
    if (tag === 'ArrayBuffer' || tag === 'SharedArrayBuffer') return plain(new Uint8Array(body as never));
    if (tag === 'URLSearchParams') {
      return plain(Buffer.from(String(body)), 'application/x-www-form-urlencoded;charset=UTF-8');
    }
    if (isBlob(body)) return plain(await bytesOf(body), body.type || undefined);
    if (isForm(body)) return encodeForm(body);
    if (Symbol.asyncIterator in body) return plain(await collect(body as unknown as AsyncIterable<Uint8Array>));
  }
  return plain(Buffer.from(String(body)), 'text/plain;charset=UTF-8');
}

/** A `Blob` or `File` of any class. */
interface AnyBlob extends Members {
  readonly size: number;
  readonly type: string;
  readonly name?: string;
  readonly arrayBuffer: () => Promise<ArrayBuffer>;
}

function isBlob(value: unknown): value is AnyBlob {
  return isObject(value) && typeof value['arrayBuffer'] === 'function' && typeof value['size'] === 'number';
}

async function bytesOf(blob: AnyBlob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}

interface AnyForm {
  readonly entries: () => Iterable<[name: string, value: unknown]>;
}

function isForm(body: Members): body is Members & AnyForm {
  return typeof body['entries'] === 'function' && typeof body['getAll'] === 'function';
}

/** Writes a form as the HTML standard does: line breaks and `"` in names are escaped. */
async function encodeForm(form: AnyForm): Promise<Encoded> {
  const boundary = `mockplane-${randomUUID()}`;
  const chunks: Uint8Array[] = [];
  for (const [name, value] of form.entries()) {
    const disposition = `Content-Disposition: form-data; name="${escapeName(name)}"`;
    const head = isBlob(value)
      ? `${disposition}; filename="${escapeName(value.name ?? 'blob')}"\r\nContent-Type: ${value.type || 'application/octet-stream'}`
      : disposition;
    const content = isBlob(value) ? await bytesOf(value) : Buffer.from(String(value).replaceAll(/\r\n?|\n/g, '\r\n'));
    chunks.push(Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`), content, Buffer.from('\r\n'));
  }
  chunks.push(Buffer.from(`--${boundary}--\r\n`));
  return { bytes: Buffer.concat(chunks), mediaType: `multipart/form-data; boundary=${boundary}` };
}

function escapeName(name: string): string {
  return name
    .replaceAll(/\r\n?|\n/g, '\r\n')
    .replaceAll('\n', '%0A')
    .replaceAll('\r', '%0D')
    .replaceAll('"', '%22');
}

async function collect(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
