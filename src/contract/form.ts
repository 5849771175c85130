import type { JsonValue, UploadedFile } from './http-message.ts';
import type { RequestBody } from './operation.ts';
import { Problem } from './problem.ts';
import { decodeUtf8 } from './json.ts';

/** A body as the contract sees it, and the files that stand in for its binary fields. */
export interface ParsedBody {
  /** Held against the schema; a file is its text here. */
  readonly value: JsonValue | undefined;
  readonly files: ReadonlyMap<string, UploadedFile>;
}

/** Reads a urlencoded form. @throws Problem 400 for what is none, or a field that stands twice */
export function parseUrlencoded({ fields }: RequestBody, bytes: Uint8Array): ParsedBody {
  const form = new URLSearchParams(decodeUtf8(bytes));
  refuseReplaced(form, bytes);
  const value: Record<string, JsonValue> = Object.create(null) as Record<string, JsonValue>;
  for (const [name, text] of form) {
    refuseRepeated(value, name);
    const field = fields.get(name);
    if (!field?.isFile) value[name] = field ? field.read(text) : text;
  }
  return { value, files: new Map() };
}

/** Reads a multipart form. @throws Problem 400 for what is none, a field that stands twice, or a file in the place of a text */
export async function parseMultipart(
  { fields }: RequestBody,
  bytes: Uint8Array,
  contentType: string,
): Promise<ParsedBody> {
  const value: Record<string, JsonValue> = Object.create(null) as Record<string, JsonValue>;
  const files = new Map<string, UploadedFile>();
  const form = await decodeMultipart(bytes, contentType);
  refuseReplaced(form, bytes);
  for (const [name, content] of form) {
    refuseRepeated(value, name);
    const field = fields.get(name);
    if (typeof content !== 'string') {
      if (field && !field.isFile) throw new Problem(400, `form field ${name} must be a text, not a file`);
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

async function decodeMultipart(bytes: Uint8Array, contentType: string): Promise<FormData> {
  try {
    return await new Response(bytes as Uint8Array<ArrayBuffer>, {
      headers: { 'content-type': contentType },
    }).formData();
  } catch {
    throw new Problem(400, 'request body is not a valid multipart form; check its boundary');
  }
}
