import type { JsonValue, UploadedFile } from './http-message.ts';
import type { RequestBody } from './operation.ts';
import { Problem } from './problem.ts';
import { decodeUtf8 } from './json.ts';

/** A parsed body, and the files of its binary fields. */
export interface ParsedBody {
  /** The value to validate against the schema, with each file as text. */
  readonly value: JsonValue | undefined;
  readonly files: ReadonlyMap<string, UploadedFile>;
}

/** Parses a urlencoded form. @throws Problem 400 for invalid UTF-8 or a repeated field */
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

/**
 * Parses a multipart form.
 *
 * @throws Problem 400 for an invalid form, a repeated field, or a file in a text field
 */
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
      const fileBytes = new Uint8Array(await content.arrayBuffer());
      files.set(name, { name: content.name, mediaType: content.type, bytes: fileBytes });
      value[name] = Buffer.from(fileBytes).toString('latin1');
    } else if (!field?.isFile) {
      value[name] = field ? field.read(content) : content;
    }
    // `-F file=name` without an `@` sends a text in place of the file. Treat the file as absent.
  }
  return { value, files };
}

function refuseRepeated(value: Readonly<Record<string, JsonValue>>, name: string): void {
  if (name in value) throw new Problem(400, `form field ${name} was sent more than once`);
}

/** The character that a decoder substitutes for invalid UTF-8. */
const replacement = '\uFFFD';
/** The same character sent on purpose: its UTF-8 bytes read as latin1, or percent-encoded. */
const sentReplacement = /\xEF\xBF\xBD|%EF%BF%BD/i;

/** The form decoders replace invalid UTF-8 silently. Refuse a form with replaced text. @throws Problem 400 */
function refuseReplaced(form: FormData | URLSearchParams, bytes: Uint8Array): void {
  for (const [name, field] of form) {
    const isReplaced = `${name}${typeof field === 'string' ? field : field.name}`.includes(replacement);
    if (!isReplaced || sentReplacement.test(Buffer.from(bytes).toString('latin1'))) continue;
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
