import { Buffer } from 'node:buffer';
import { URLSearchParams } from 'node:url';
import { TextDecoder } from 'node:util';
import type { JsonValue, UploadedFile } from './http-message.ts';
import { decodeUtf8 } from './json.ts';
import { type FormPart, MultipartError, splitMultipart } from './multipart.ts';
import type { RequestBody } from './operation.ts';
import { Problem } from './problem.ts';

/** A parsed body, and the files of its binary fields. */
export interface ParsedBody {
  /** The value to validate against the schema, with each file as text. */
  readonly value: JsonValue | undefined;
  readonly files: ReadonlyMap<string, UploadedFile>;
  /** How often each repeated field that the contract does not know was sent. The first one counts. */
  readonly repeated?: ReadonlyMap<string, number>;
}

/** Parses a urlencoded form. @throws Problem 400 for invalid UTF-8 or a repeated field of the contract */
export function parseUrlencoded({ fields }: RequestBody, bytes: Uint8Array): ParsedBody {
  const form = new URLSearchParams(decodeUtf8(bytes));
  refuseReplaced(
    [...form].map(([name, text]) => name + text),
    bytes,
  );
  const value = emptyForm();
  const repetitions = countRepetitions(fields);
  for (const [name, text] of form) {
    if (repetitions.isRepeated(name)) continue;
    const field = fields.get(name);
    if (!field?.isFile) value[name] = field ? field.read(text) : text;
  }
  return { value, files: new Map(), repeated: repetitions.repeated };
}

/**
 * Parses a multipart form.
 *
 * @throws Problem 400 for an invalid form, a repeated field of the contract, or a file in a text field
 */
export function parseMultipart({ fields }: RequestBody, bytes: Uint8Array, contentType: string): ParsedBody {
  const parts = decodeMultipart(bytes, contentType);
  const texts = parts.map(({ name, bytes: content, file }) => name + (file ? file.name : decoder.decode(content)));
  refuseReplaced(texts, bytes);
  const value = emptyForm();
  const files = new Map<string, UploadedFile>();
  const repetitions = countRepetitions(fields);
  for (const { name, bytes: content, file } of parts) {
    if (repetitions.isRepeated(name)) continue;
    const field = fields.get(name);
    if (file) {
      if (field && !field.isFile) throw new Problem(400, `form field ${name} must be a text, not a file`);
      files.set(name, file);
      value[name] = Buffer.from(content).toString('latin1');
    } else if (!field?.isFile) {
      const text = decoder.decode(content);
      value[name] = field ? field.read(text) : text;
    }
    // `-F file=name` without an `@` sends a text in place of the file. Treat the file as absent.
  }
  return { value, files, repeated: repetitions.repeated };
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function emptyForm(): Record<string, JsonValue> {
  return Object.create(null) as Record<string, JsonValue>;
}

/** Counts the fields of a form. A repeated field of the contract is refused; any other is tolerated. */
function countRepetitions(fields: RequestBody['fields']) {
  const counts = new Map<string, number>();
  const repeated = new Map<string, number>();
  return {
    repeated,
    isRepeated(name: string): boolean {
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      if (count === 1) return false;
      if (fields.has(name)) throw new Problem(400, `form field ${name} was sent more than once`);
      repeated.set(name, count);
      return true;
    },
  };
}

/** The character that a decoder substitutes for invalid UTF-8. */
const replacement = '\uFFFD';
/** The same character sent on purpose: its UTF-8 bytes read as latin1, or percent-encoded. */
const sentReplacement = /\xEF\xBF\xBD|%EF%BF%BD/i;

/** The form decoders replace invalid UTF-8 silently. Refuse a form with replaced text. @throws Problem 400 */
function refuseReplaced(texts: readonly string[], bytes: Uint8Array): void {
  if (!texts.some((text) => text.includes(replacement))) return;
  if (sentReplacement.test(Buffer.from(bytes).toString('latin1'))) return;
  throw new Problem(400, 'request body is not valid UTF-8');
}

/** Splits a multipart body into its parts. @throws Problem 400 for an invalid one */
export function decodeMultipart(bytes: Uint8Array, contentType: string): FormPart[] {
  try {
    return splitMultipart(bytes, contentType);
  } catch (error) {
    if (!(error instanceof MultipartError)) throw error;
    throw new Problem(400, 'request body is not a valid multipart form; check its boundary');
  }
}
