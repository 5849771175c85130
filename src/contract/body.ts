import type { JsonValue } from './message.ts';
import type { Operation, RequestBody } from './operation.ts';
import { Problem } from './problem.ts';

/** A file as it came in a multipart form. */
export interface UploadedFile {
  /** The name the sender gave it; never a path to use. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** A body as the contract sees it, and the files that stand in for its binary fields. */
export interface ReadBody {
  /** Held against the schema; a file is its text here. */
  readonly value: JsonValue | undefined;
  readonly files: ReadonlyMap<string, UploadedFile>;
}

const noFiles: ReadBody['files'] = new Map();
const nothing: ReadBody = { value: undefined, files: noFiles };

/**
 * Reads a request's body by the media type that the contract declares.
 *
 * JSON is read whatever `Content-Type` says: `curl -d` sends a form type, and the services read it as JSON all the same.
 * Forms are read as multipart or urlencoded, and as JSON when the request says so.
 *
 * @throws Problem 400 when the bytes are not what they should be
 */
export function readBody(
  operation: Operation,
  bytes: Uint8Array,
  contentType: string | undefined,
): ReadBody | Promise<ReadBody> {
  const declared = operation.requestBody;
  if (!declared || bytes.byteLength === 0) return nothing;
  if (declared.mediaType === 'application/json' || isJson(contentType)) {
    const value = readJson(bytes);
    return {
      value: declared.mediaType === 'application/json' ? value : withoutFiles(declared, value),
      files: noFiles,
    };
  }
  const isMultipart = contentType !== undefined && /^multipart\/form-data\b/i.test(contentType.trim());
  if (!isMultipart) return readFields(declared, new URLSearchParams(readText(bytes)));
  return readMultipart(declared, bytes, contentType);
}

/** JSON holds no files: a text in the place of one does not count. */
function withoutFiles({ fields }: RequestBody, value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => fields.get(name)?.isFile !== true));
}

function isJson(contentType: string | undefined): boolean {
  return contentType !== undefined && /^application\/(.+\+)?json\b/i.test(contentType.trim());
}

function readJson(bytes: Uint8Array): JsonValue {
  const text = readText(bytes);
  if (text.trim() === '') throw new Problem(400, 'request body is empty; send JSON');
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    throw new Problem(400, `request body is not valid JSON: ${(error as SyntaxError).message}`);
  }
}

function readText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem(400, 'request body is not valid UTF-8');
  }
}

function readFields({ fields }: RequestBody, form: URLSearchParams): ReadBody {
  const value: Record<string, JsonValue> = Object.create(null) as Record<string, JsonValue>;
  for (const [name, text] of form) {
    refuseRepeated(value, name);
    const field = fields.get(name);
    if (!field?.isFile) value[name] = field ? field.read(text) : text;
  }
  return { value, files: noFiles };
}

async function readMultipart({ fields }: RequestBody, bytes: Uint8Array, contentType: string): Promise<ReadBody> {
  const value: Record<string, JsonValue> = Object.create(null) as Record<string, JsonValue>;
  const files = new Map<string, UploadedFile>();
  for (const [name, content] of await parseMultipart(bytes, contentType)) {
    refuseRepeated(value, name);
    const field = fields.get(name);
    if (typeof content !== 'string') {
      const whole = new Uint8Array(await content.arrayBuffer());
      files.set(name, { name: content.name, mediaType: content.type, bytes: whole });
      value[name] = Buffer.from(whole).toString('latin1');
    } else if (!field?.isFile) {
      value[name] = field ? field.read(content) : content;
    }
    // `-F file=name` without an `@` sends a text where a file belongs: no file came.
  }
  return { value, files };
}

function refuseRepeated(value: Readonly<Record<string, JsonValue>>, name: string): void {
  if (name in value) throw new Problem(400, `form field ${name} was sent more than once`);
}

async function parseMultipart(bytes: Uint8Array, contentType: string): Promise<FormData> {
  try {
    return await new Response(bytes as Uint8Array<ArrayBuffer>, {
      headers: { 'content-type': contentType },
    }).formData();
  } catch {
    throw new Problem(400, 'request body is not a valid multipart form; check its boundary');
  }
}
