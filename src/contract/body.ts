import { type ParsedBody, parseMultipart, parseUrlencoded } from './form.ts';
import { parseJson } from './json.ts';
import type { JsonValue } from './http-message.ts';
import type { Operation, RequestBody } from './operation.ts';

const noFiles: ParsedBody['files'] = new Map();
const nothing: ParsedBody = { value: undefined, files: noFiles };

/**
 * Parses a request body by the media type that the contract declares.
 *
 * A JSON body is parsed whatever `Content-Type` says: `curl -d` sends a form type, and the services accept it as JSON.
 * A form is parsed as multipart or urlencoded, or as JSON if the request says so.
 *
 * @throws Problem 400 when the bytes are not valid in that format
 */
export function parseBody(
  operation: Operation,
  bytes: Uint8Array,
  contentType: string | undefined,
): ParsedBody | Promise<ParsedBody> {
  const declared = operation.requestBody;
  if (!declared || bytes.byteLength === 0) return nothing;
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

/** JSON holds no files. Drop any text in place of one. */
function withoutFiles({ fields }: RequestBody, value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => fields.get(name)?.isFile !== true));
}

function isJson(contentType: string | undefined): boolean {
  return contentType !== undefined && /^application\/(.+\+)?json\b/i.test(contentType.trim());
}
