import { Buffer } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { decodeMultipart, type ParsedBody } from '../form.ts';
import type { JsonValue, UploadedFile } from '../http-message.ts';
import { escapeToken } from '../json-pointer.ts';
import { isJson, isWithin } from '../media-type.ts';
import type { FormPart } from '../multipart.ts';
import type { FormProperty, RequestContent } from '../operation.ts';
import { Problem, type Violation } from '../problem.ts';
import { decodeFile } from './decode-file.ts';

/**
 * Parses a multipart form: a part for a property, several for a list. The files of a list have the names `photos/0`,
 * `photos/1`.
 *
 * @param violations takes what the parts break beside the schema: media types and headers
 * @throws Problem 400 for a body that is no form
 */
export function parseFormParts(
  content: RequestContent,
  bytes: Uint8Array,
  contentType: string,
  violations: Violation[],
): ParsedBody {
  const byName = new Map<string, FormPart[]>();
  for (const part of decodeMultipart(bytes, contentType)) {
    if (isNoFile(part)) continue;
    const parts = byName.get(part.name);
    if (parts) parts.push(part);
    else byName.set(part.name, [part]);
  }
  const files = new Map<string, UploadedFile>();
  const values: [string, JsonValue][] = [];
  const repeated = new Map<string, number>();
  for (const [name, parts] of byName) {
    const property = content.form.of(name);
    const { shape } = property;
    const isKnown = content.form.names().has(name);
    const isList =
      (shape.isArray && !(property.isJson && parts.length === 1 && isArrayText(parts[0]!))) ||
      (!isKnown && parts.length > 1);
    if (!isList && parts.length > 1) {
      violations.push({ pointer: `/body/${escapeToken(name)}`, message: 'was sent more than once' });
      continue;
    }
    if (!isKnown && parts.length > 1) repeated.set(name, parts.length);
    const items = parts.map((part, index) => {
      const place = isList ? `${name}/${index}` : name;
      const pointer = `/body/${escapeToken(name)}${isList ? `/${index}` : ''}`;
      violations.push(...checkPart(property, part, pointer));
      if (part.file) files.set(place, part.file);
      else if (property.isFile) files.set(place, { name: '', mediaType: part.mediaType, bytes: part.bytes });
      return readPart(property, isList, part, pointer, violations);
    });
    if (isList) values.push([name, items]);
    else values.push([name, items[0]!]);
  }
  return { value: Object.fromEntries(values), files, repeated };
}

/** Whether a browser sent a file input without a file (HTML, constructing the entry list). */
function isNoFile({ file, bytes }: FormPart): boolean {
  return file?.name === '' && bytes.byteLength === 0;
}

/** Whether a list is sent as one part with a JSON array. */
function isArrayText({ bytes }: FormPart): boolean {
  return /^\s*\[/.test(Buffer.from(bytes.subarray(0, 64)).toString('latin1'));
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function readPart(
  { shape, isFile, isJson: isJsonProperty }: FormProperty,
  isList: boolean,
  part: FormPart,
  pointer: string,
  violations: Violation[],
): JsonValue {
  if (isFile) return Buffer.from(part.bytes).toString('latin1');
  const single = isList && shape.isArray ? shape.items() : shape;
  // A text may be sent as a file, as a script sends a long one.
  if (part.file !== undefined && !isJsonProperty) return single.read(decodeFile(part.bytes));
  const text = decodePart(part);
  if (isJsonProperty || (part.hasMediaType && isJson(part.mediaType))) {
    try {
      return JSON.parse(text) as JsonValue;
    } catch {
      violations.push({ pointer, message: 'must be JSON' });
      return text;
    }
  }
  return single.read(text);
}

function decodePart({ bytes }: FormPart): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new Problem(400, 'request body is not valid UTF-8');
  }
}

/** Checks the media type and the headers of a part. */
function checkPart({ mediaTypes, headers }: FormProperty, part: FormPart, pointer: string): Violation[] {
  const violations: Violation[] = [];
  // A part without a media type is text, which many clients send for JSON too.
  const isTyped = part.hasMediaType && mediaTypes !== undefined;
  // Programs name the type of a file by the ending of its name, and any file is bytes.
  const takesAny = part.file !== undefined && mediaTypes?.includes('application/octet-stream');
  if (isTyped && !takesAny && !mediaTypes.some((each) => isWithin(part.mediaType, each))) {
    violations.push({
      pointer,
      message: `must be of the media type ${mediaTypes.join(' or ')}, not ${part.mediaType}`,
    });
  }
  for (const [name, header] of headers) {
    const text = part.headers.get(name);
    if (text === undefined) {
      if (header.required) violations.push({ pointer, message: `needs the header ${header.name}` });
      continue;
    }
    violations.push(
      ...header.check(text).map(({ message }) => ({ pointer, message: `has a header ${header.name} that ${message}` })),
    );
  }
  return violations;
}
