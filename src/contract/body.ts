import type { JsonValue } from './message.ts';
import type { Operation, RequestBody } from './operation.ts';
import { Problem } from './problem.ts';
import type { Schemas } from './schemas.ts';

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

const nothing: ReadBody = { value: undefined, files: new Map() };

/**
 * Reads a request's body by the media type that the contract declares.
 *
 * JSON is read whatever `Content-Type` says: `curl -d` sends a form type, and the services read it as JSON all the same.
 * Forms are read as multipart or urlencoded, and as JSON when the request says so.
 *
 * @throws Problem 400 when the bytes are not what they should be
 */
export async function readBody(
  operation: Operation,
  schemas: Schemas,
  bytes: Uint8Array,
  contentType: string | undefined,
): Promise<ReadBody> {
  const declared = operation.requestBody;
  if (!declared || bytes.byteLength === 0) return nothing;
  if (declared.mediaType === 'application/json' || isJson(contentType)) {
    const value = readJson(bytes);
    return {
      value: declared.mediaType === 'application/json' ? value : withoutFiles(declared, schemas, value),
      files: new Map(),
    };
  }
  return readForm(declared, schemas, bytes, contentType);
}

/** JSON holds no files: a text in the place of one does not count. */
function withoutFiles(declared: RequestBody, schemas: Schemas, value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const isText = (name: string): boolean => {
    const schema = schemas.property(declared.schema, name);
    return schema === undefined || !schemas.isFile(schema);
  };
  return Object.fromEntries(Object.entries(value).filter(([name]) => isText(name)));
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

/** An escape in JSON: a pair of surrogates, half of one, or any other. */
const escapes = /\\(?:ud[89ab]..\\ud[c-f]..|u(d[89a-f]..)|[^])/gi;

/**
 * Refuses a body of JSON in which half of a surrogate pair stands alone. It can be escaped, but no encoding can write
 * it: it would be stored as another text than the one that was sent.
 *
 * @param bytes valid JSON
 * @throws Problem 400
 */
export function refuseHalves(bytes: Uint8Array): void {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (!/\\ud[89a-f]/i.test(text)) return;
  for (const [, half] of text.matchAll(escapes)) {
    if (half !== undefined)
      throw new Problem(400, 'request body is not valid JSON: half of a surrogate pair stands alone');
  }
}

function readText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem(400, 'request body is not valid UTF-8');
  }
}

async function readForm(
  declared: RequestBody,
  schemas: Schemas,
  bytes: Uint8Array,
  contentType: string | undefined,
): Promise<ReadBody> {
  const multipart = contentType !== undefined && /^multipart\/form-data\b/i.test(contentType.trim());
  const form = multipart ? await readMultipart(bytes, contentType) : new URLSearchParams(readText(bytes));
  const value: Record<string, JsonValue> = Object.create(null) as Record<string, JsonValue>;
  const files = new Map<string, UploadedFile>();
  refuseReplaced(form, bytes);
  for (const [name, field] of form) {
    if (name in value) throw new Problem(400, `form field ${name} was sent more than once`);
    const schema = schemas.property(declared.schema, name);
    if (typeof field === 'string') {
      // `-F file=name` without an `@` sends a text where a file belongs: no file came.
      if (schema && schemas.isFile(schema)) continue;
      value[name] = schema ? schemas.fromText(field, schema) : field;
    } else {
      if (schema && !schemas.isFile(schema)) throw new Problem(400, `form field ${name} must be a text, not a file`);
      const content = new Uint8Array(await field.arrayBuffer());
      files.set(name, { name: field.name, mediaType: field.type, bytes: content });
      value[name] = Buffer.from(content).toString('latin1');
    }
  }
  return { value, files };
}

/** What a decoder puts in the place of bytes that are no UTF-8. */
const replacement = '\uFFFD';
/** How it is written by those who mean it, in latin1 and percent-encoded. */
const meant = /\xEF\xBF\xBD|%EF%BF%BD/i;

/** Forms are decoded without complaint; what was replaced then is not what was sent. @throws Problem 400 */
function refuseReplaced(form: FormData | URLSearchParams, bytes: Uint8Array): void {
  for (const [name, field] of form) {
    const isReplaced = `${name}${typeof field === 'string' ? field : field.name}`.includes(replacement);
    if (!isReplaced || meant.test(Buffer.from(bytes).toString('latin1'))) continue;
    throw new Problem(400, 'request body is not valid UTF-8');
  }
}

async function readMultipart(bytes: Uint8Array, contentType: string): Promise<FormData> {
  try {
    return await new Response(bytes as Uint8Array<ArrayBuffer>, {
      headers: { 'content-type': contentType },
    }).formData();
  } catch {
    throw new Problem(400, 'request body is not a valid multipart form; check its boundary');
  }
}
