import { Buffer } from 'node:buffer';
import { type ParsedBody, parseMultipart, parseUrlencoded } from './form.ts';
import { parseJson } from './json.ts';
import type { JsonValue, PlainRequest } from './http-message.ts';
import type { Operation, RequestBody } from './operation.ts';
import { Problem } from './problem.ts';

const noFiles: ParsedBody['files'] = new Map();
const nothing: ParsedBody = { value: undefined, files: noFiles };

/**
 * Parses a request body by the media type that the contract declares.
 *
 * A JSON body is parsed whatever `Content-Type` says: `curl -d` sends a form type, and the services accept it as JSON.
 * A body of bytes is a file without a name. A form is parsed as multipart or urlencoded, or as JSON if the request says so.
 *
 * @throws Problem 400 when the bytes are not valid in that format, 415 for a compressed body
 */
export function parseBody(operation: Operation, bytes: Uint8Array, headers: PlainRequest['headers']): ParsedBody {
  const declared = operation.requestBody;
  if (!declared || bytes.byteLength === 0) return nothing;
  refuseEncoded(headers['content-encoding']);
  const contentType = headers['content-type'];
  if (declared.mediaType === binary) return binaryBody(bytes);
  if (declared.mediaType === 'application/json' || isJson(contentType)) {
    const value = parseJson(bytes);
    return {
      value: declared.mediaType === 'application/json' ? value : withoutFiles(declared, value),
      files: noFiles,
    };
  }
  const isMultipart = contentType !== undefined && /^multipart\/form-data\b/i.test(contentType.trim());
  if (!isMultipart) return parseUrlencoded(declared, bytes);
  return parseMultipart(declared, bytes, contentType);
}

/** The media type of a body that is a file as a whole, whatever `Content-Type` says. */
const binary = 'application/octet-stream';

/** The file of a body that is one, by the name of no field. */
function binaryBody(bytes: Uint8Array): ParsedBody {
  const { buffer, byteOffset, byteLength } = bytes;
  const file = { name: '', mediaType: binary, bytes };
  return { value: Buffer.from(buffer, byteOffset, byteLength).toString('latin1'), files: new Map([['', file]]) };
}

/** Refuses a compressed body and names the coding that is accepted (RFC 9110 section 15.5.16). @throws Problem 415 */
export function refuseEncoded(coding: string | undefined): void {
  if (coding === undefined) return;
  const codings = coding.split(',').map((each) => each.trim());
  if (codings.every((each) => each === '' || each.toLowerCase() === 'identity')) return;
  const message = `request body has the Content-Encoding ${coding}; send it without one`;
  throw new Problem(415, message, { headers: { 'accept-encoding': 'identity' } });
}

/** JSON holds no files. Drop any text in place of one. */
function withoutFiles({ fields }: RequestBody, value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => fields.get(name)?.isFile !== true));
}

function isJson(contentType: string | undefined): boolean {
  return contentType !== undefined && /^application\/(.+\+)?json\b/i.test(contentType.trim());
}
