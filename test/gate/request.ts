import type { Operation } from '../helpers/operations.ts';
import type { Json } from '../helpers/documents.ts';

/** A request in its parts, before anything is encoded. */
export interface Parts {
  readonly path: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Body | undefined;
}

/** A body before it is encoded. */
export type Body =
  | { readonly as: 'json'; readonly value: Json }
  | { readonly as: 'urlencoded' | 'multipart'; readonly fields: readonly Field[] }
  /** Bytes as they are, under a media type or none. */
  | { readonly as: 'bytes'; readonly bytes: Uint8Array; readonly type?: string };

/** A field of a form; with a file name it is a file. */
export interface Field {
  readonly name: string;
  readonly value: string;
  readonly file?: string;
}

/** A request as it goes over the wire. */
export interface Wire {
  readonly method: string;
  /** Path and query, percent-encoded. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | undefined;
}

/** How a text stands in a URL. */
type Encode = (text: string) => string;

/** Encodes a request. @param encode how texts stand in its URL */
export function encode(operation: Operation, parts: Parts, encoded: Encode = encodeURIComponent): Wire {
  const path = operation.path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => encoded(parts.path[name] ?? ''));
  const query = parts.query.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&');
  const body = parts.body && encodeBody(parts.body);
  return {
    method: operation.method,
    target: query === '' ? path : `${path}?${query}`,
    headers: { ...(body?.type !== undefined && { 'content-type': body.type }), ...parts.headers },
    ...(body && { body: body.bytes }),
  };
}

/** Every byte as `%41`: more than is needed, and the same text. */
export function everyByte(text: string): string {
  return Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}

export function encodeBody(body: Body): { readonly bytes: Uint8Array; readonly type: string | undefined } {
  switch (body.as) {
    case 'bytes':
      return { bytes: body.bytes, type: body.type };
    case 'json':
      return { bytes: Buffer.from(JSON.stringify(body.value)), type: 'application/json' };
    case 'urlencoded': {
      const fields = body.fields.map(({ name, value }): [string, string] => [name, value]);
      return { bytes: Buffer.from(String(new URLSearchParams(fields))), type: 'application/x-www-form-urlencoded' };
    }
    default:
      return { bytes: multipart(body.fields), type: `multipart/form-data; boundary=${boundary}` };
  }
}

function quoted(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

const boundary = 'mockplane-gate-5f1c2a3eea9e';

/** Names are escaped as browsers do. */
function multipart(fields: readonly Field[]): Uint8Array {
  const parts = fields.map(({ name, value, file }) => {
    const of = file === undefined ? '' : `; filename="${quoted(file)}"\r\nContent-Type: application/octet-stream`;
    return `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"${of}\r\n\r\n${value}\r\n`;
  });
  return Buffer.from(`${parts.join('')}--${boundary}--\r\n`);
}

/** The line that sends a request again from a shell. */
export function curl({ method, target, headers, body }: Wire, base: string): string {
  const words = ['curl -sS -i --path-as-is', method === 'HEAD' ? '-I' : `-X ${method}`];
  for (const [name, value] of Object.entries(headers)) {
    words.push(`-H ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`);
  }
  if (body && headers['content-type'] === undefined) words.push(`-H 'content-type;'`);
  const text = body && Buffer.from(body).toString('utf8');
  const isText = text === undefined || (!text.includes('\0') && Buffer.from(text).equals(body!));
  if (text !== undefined && isText) words.push(`--data-binary ${quote(text)}`);
  else if (body) words.push('--data-binary @-');
  const line = `${words.join(' ')} ${quote(base + target)}`;
  if (isText) return line;
  const isBlank = body!.every((byte) => byte === 0);
  return `${isBlank ? `head -c ${body!.byteLength} /dev/zero` : `printf '${escaped(body!)}'`} | ${line}`;
}

function escaped(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
