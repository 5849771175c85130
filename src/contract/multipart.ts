import { Buffer } from 'node:buffer';
import type { UploadedFile } from './http-message.ts';

/** A part of a multipart form: the bytes of a text field, or a file. */
export interface FormPart {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Undefined for a text field. */
  readonly file: UploadedFile | undefined;
  /** `text/plain` if the part names none. */
  readonly mediaType: string;
  readonly hasMediaType: boolean;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
}

/** A body that is not a multipart form with the boundary of its media type. */
export class MultipartError extends Error {
  override readonly name = 'MultipartError';
}

const blankLine = Buffer.from('\r\n\r\n');

/**
 * Splits a multipart form into its parts (RFC 7578). It uses no `FormData` or `File`, which test environments replace
 * by their own.
 *
 * @param contentType the media type with its boundary
 * @throws MultipartError for a body that cannot be split
 */
export function splitMultipart(bytes: Uint8Array, contentType: string): FormPart[] {
  const boundary = boundaryOf(contentType);
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const parts: FormPart[] = [];
  // The first delimiter may stand at the start. Text before it is a preamble.
  const first = delimiter.subarray(2);
  let at = body.subarray(0, first.length).equals(first) ? 0 : after(body.indexOf(delimiter), 2);
  at += first.length;
  while (!startsWith(body, at, '--')) {
    if (!startsWith(body, at, '\r\n')) throw new MultipartError('no line break after a boundary');
    const headersEnd = body.indexOf(blankLine, at);
    const contentStart = after(headersEnd, blankLine.length);
    const contentEnd = body.indexOf(delimiter, contentStart - 2);
    if (contentEnd < 0) throw new MultipartError('no closing boundary');
    const headers = body.subarray(at + 2, Math.max(headersEnd, at + 2));
    parts.push(toPart(headers, body.subarray(contentStart, Math.max(contentEnd, contentStart))));
    at = contentEnd + delimiter.length;
  }
  return parts;
}

function after(index: number, length: number): number {
  if (index < 0) throw new MultipartError('a part is cut off');
  return index + length;
}

function startsWith(body: Buffer, at: number, text: string): boolean {
  return body.toString('latin1', at, at + text.length) === text;
}

function boundaryOf(contentType: string): string {
  const match = /;\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(contentType);
  const boundary = match?.[1] ?? match?.[2];
  if (boundary === undefined) throw new MultipartError('no boundary');
  return boundary;
}

function toPart(head: Buffer, content: Buffer): FormPart {
  const headers = new Map<string, string>();
  for (const line of head.toString('utf8').split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon <= 0) throw new MultipartError('a header of a part has no name');
    const name = line.slice(0, colon).trim().toLowerCase();
    headers.set(name, line.slice(colon + 1).trim());
  }
  const disposition = headers.get('content-disposition');
  const mediaType = headers.get('content-type') ?? 'text/plain';
  if (disposition === undefined || !/^form-data\s*(?:;|$)/i.test(disposition)) {
    throw new MultipartError('a part is not form data');
  }
  const name = parameterOf(disposition, 'name');
  if (name === undefined) throw new MultipartError('a part has no name');
  const fileName = parameterOf(disposition, 'filename');
  // A view would keep the whole body in memory as long as the file.
  const bytes = new Uint8Array(content);
  const file = fileName === undefined ? undefined : { name: fileName, mediaType, bytes };
  return { name, bytes, file, mediaType, hasMediaType: headers.has('content-type'), headers };
}

/** Reads a parameter of `Content-Disposition`. Browsers write `"` and line breaks as `%22`, `%0D` and `%0A`. */
function parameterOf(disposition: string, name: string): string | undefined {
  for (const [, each, quoted, token] of disposition.matchAll(/;\s*([\w*-]+)=(?:"([^"\r\n]*)"|([^\s;"]*))/g)) {
    if (each!.toLowerCase() !== name) continue;
    return (quoted ?? token)!.replaceAll(/%0A/gi, '\n').replaceAll(/%0D/gi, '\r').replaceAll('%22', '"');
  }
  return undefined;
}
