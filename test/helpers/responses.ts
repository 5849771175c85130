/** An HTTP response as it came over the wire. */
export interface RawResponse {
  readonly status: number;
  /** Names in lower case; those that stand more than once are joined. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The bytes that a server has sent so far. */
export interface Reading {
  /** Whole ones, in their order; interim ones (100 Continue) are left out. */
  readonly responses: RawResponse[];
  /** Bytes that make no whole response yet. */
  readonly rest: Buffer;
}

/** The forms that RFC 9112 does not allow a server to send. */
export class NotHttp extends Error {
  override readonly name = 'NotHttp';
}

const statusLine = /^HTTP\/1\.1 ([1-5]\d\d) [\t\x20-\x7e\x80-\xff]*$/;
const headerLine =
  /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[\t ]*([\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?)?[\t ]*$/;
const endOfHead = '\r\n\r\n';

/**
 * Splits what a server sent into responses, as RFC 9112 reads them and no more leniently.
 *
 * @param methods of the requests, in their order: a response to HEAD has a length but no body
 * @param isClosed whether no more bytes will come: a body without a length ends there
 * @throws NotHttp for what no client could rely on
 */
export function readResponses(bytes: Buffer, methods: readonly string[] = [], isClosed = true): Reading {
  const responses: RawResponse[] = [];
  let rest = bytes;
  while (rest.length > 0) {
    const end = rest.indexOf(endOfHead);
    if (end < 0) break;
    const { status, headers } = readHead(rest.subarray(0, end).toString('latin1'));
    const content = readContent(
      rest.subarray(end + endOfHead.length),
      status,
      headers,
      methods[responses.length],
      isClosed,
    );
    if (!content) break;
    rest = content.rest;
    if (status >= 200) responses.push({ status, headers, body: content.body.toString('utf8') });
  }
  return { responses, rest };
}

function readHead(head: string): { status: number; headers: Record<string, string> } {
  const [first = '', ...lines] = head.split('\r\n');
  const status = statusLine.exec(first)?.[1];
  if (status === undefined) throw new NotHttp(`no status line: ${JSON.stringify(first.slice(0, 100))}`);
  const headers: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const line of lines) {
    const [, name, value = ''] = headerLine.exec(line) ?? [];
    if (name === undefined) throw new NotHttp(`no header: ${JSON.stringify(line.slice(0, 100))}`);
    const key = name.toLowerCase();
    if (key in headers && single.has(key)) throw new NotHttp(`${key} stands twice`);
    headers[key] = key in headers ? `${headers[key]}, ${value}` : value;
  }
  return { status: Number(status), headers: { ...headers } };
}

/** A client that heard two of one of these could take either. */
const single = new Set(['content-length', 'content-type', 'date', 'location', 'transfer-encoding']);

/** @returns undefined when it is not all there yet */
function readContent(
  bytes: Buffer,
  status: number,
  headers: Readonly<Record<string, string>>,
  method: string | undefined,
  isClosed: boolean,
): { body: Buffer; rest: Buffer } | undefined {
  const { 'content-length': length, 'transfer-encoding': coding } = headers;
  if (length !== undefined && !/^\d+$/.test(length)) throw new NotHttp(`content-length: ${length}`);
  if (length !== undefined && coding !== undefined) throw new NotHttp('a length and a transfer coding');
  if (status < 200 || status === 204) {
    if (length !== undefined || coding !== undefined) throw new NotHttp(`${status} with a length`);
    return { body: Buffer.alloc(0), rest: bytes };
  }
  if (method === 'HEAD' || status === 304) return { body: Buffer.alloc(0), rest: bytes };
  if (coding !== undefined) {
    if (coding !== 'chunked') throw new NotHttp(`transfer-encoding: ${coding}`);
    return readChunks(bytes);
  }
  if (length === undefined) return isClosed ? { body: bytes, rest: Buffer.alloc(0) } : undefined;
  if (bytes.length < Number(length)) return undefined;
  return { body: bytes.subarray(0, Number(length)), rest: bytes.subarray(Number(length)) };
}

function readChunks(bytes: Buffer): { body: Buffer; rest: Buffer } | undefined {
  const chunks: Buffer[] = [];
  let rest = bytes;
  for (;;) {
    const end = rest.indexOf('\r\n');
    if (end < 0) return undefined;
    const size = rest.subarray(0, end).toString('latin1');
    if (!/^[\da-f]+$/i.test(size)) throw new NotHttp(`chunk size: ${JSON.stringify(size.slice(0, 100))}`);
    const length = Number.parseInt(size, 16);
    const after = end + 2 + length;
    if (rest.length < after + 2) return undefined;
    if (rest.subarray(after, after + 2).toString('latin1') !== '\r\n')
      throw new NotHttp(`no end of a chunk of ${size}`);
    chunks.push(rest.subarray(end + 2, after));
    rest = rest.subarray(after + 2);
    if (length === 0) return { body: Buffer.concat(chunks), rest };
  }
}
