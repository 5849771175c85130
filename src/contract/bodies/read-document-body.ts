import { Buffer } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { refuseEncoded } from '../body.ts';
import { type ParsedBody } from '../form.ts';
import type { PlainRequest } from '../http-message.ts';
import { decodeUtf8, parseJson } from '../json.ts';
import { essenceOf, isJson, isRange, isWithin, type MediaKind, mediaKind } from '../media-type.ts';
import type { Operation, RequestBody, RequestContent } from '../operation.ts';
import { Problem, type Violation } from '../problem.ts';
import { textReader } from '../schema-types.ts';
import { decodeFile } from './decode-file.ts';
import { parseFormParts } from './parse-form-parts.ts';
import { parseStyledForm } from './parse-styled-form.ts';

/** A body that was read by its own media type. */
export interface ReadBody extends ParsedBody {
  /** The media type of the contract that it was read by; undefined for an absent body. */
  readonly content: RequestContent | undefined;
  readonly kind: MediaKind | undefined;
  /** The violations of the contract beside those of the schema, such as a part of the wrong media type. */
  readonly violations: readonly Violation[];
}

const noFiles: ParsedBody['files'] = new Map();
const absent: ReadBody = { value: undefined, files: noFiles, content: undefined, kind: undefined, violations: [] };

/**
 * Reads a body by the media type that the request names, which must be one of the contract's. Without `Content-Type` it
 * is read as the contract's first, as in Prism.
 *
 * @throws Problem 400 for bytes that are not valid in that format, 415 for another media type or a compressed body
 */
export function readDocumentBody({ requestBody }: Operation, { body: bytes, headers }: PlainRequest): ReadBody {
  if (bytes.byteLength === 0) return absent;
  if (!requestBody) throw new Problem(415, 'request body is not accepted here; send none');
  refuseEncoded(headers['content-encoding']);
  const contentType = headers['content-type']?.trim() || undefined;
  const content = chooseContent(requestBody, contentType);
  const mediaType = contentType ?? content.mediaType;
  const kind =
    isRange(content.mediaType) || contentType === undefined ? mediaKind(mediaType) : mediaKind(content.mediaType);
  if (content.isFile && (kind === 'json' || kind === 'xml' || kind === 'text')) {
    // A file of text, whatever is in it.
    return { ...wholeFile(bytes, mediaType, decodeFile(bytes)), violations: [], content, kind: 'binary' };
  }
  return { ...readKind(kind, content, bytes, mediaType), content, kind };
}

function readKind(
  kind: MediaKind,
  content: RequestContent,
  bytes: Uint8Array,
  mediaType: string,
): ParsedBody & Pick<ReadBody, 'violations'> {
  const violations: Violation[] = [];
  switch (kind) {
    case 'json':
      return { value: parseJson(bytes), files: noFiles, violations };
    case 'urlencoded':
      return { ...parseStyledForm(content, bytes, violations), violations };
    case 'multipart':
      return { ...parseFormParts(content, bytes, mediaType, violations), violations };
    case 'text': {
      const text = decodeText(bytes, mediaType);
      // `text/plain` may stand for a number or a truth value.
      const value = content.allowsText ? text : textReader(primitives)(text);
      return { value, files: noFiles, violations };
    }
    case 'xml':
      return { value: decodeText(bytes, mediaType), files: noFiles, violations };
    default: {
      const { buffer, byteOffset, byteLength } = bytes;
      const value = Buffer.from(buffer, byteOffset, byteLength).toString('latin1');
      return { ...wholeFile(bytes, mediaType, value), violations };
    }
  }
}

/** A body that is one file, which has no name. */
function wholeFile(bytes: Uint8Array, mediaType: string, value: string): ParsedBody {
  return { value, files: new Map([['', { name: '', mediaType: essenceOf(mediaType), bytes }]]) };
}

const primitives: ReadonlySet<string> = new Set(['integer', 'number', 'boolean', 'null']);

/** Decodes a text by the `charset` of its media type, UTF-8 by default. @throws Problem 400, 415 for an unknown charset */
function decodeText(bytes: Uint8Array, mediaType: string): string {
  const [, charset = 'utf-8'] = /;\s*charset="?([^\s";]+)/i.exec(mediaType) ?? [];
  if (/^utf-?8$/i.test(charset)) return decodeUtf8(bytes);
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    throw new Problem(415, `request body has the charset ${charset}, which is unknown; send utf-8`);
  }
}

/** Finds the content for a media type: the type itself, else any JSON for JSON, else a range. @throws Problem 415 */
function chooseContent({ contents }: RequestBody, contentType: string | undefined): RequestContent {
  if (contentType === undefined) return contents[0]!;
  const type = essenceOf(contentType);
  const found =
    contents.find(({ mediaType }) => essenceOf(mediaType) === type) ??
    (isJson(type) ? contents.find(({ mediaType }) => isJson(mediaType)) : undefined) ??
    contents.find(({ mediaType }) => isRange(mediaType) && !mediaType.startsWith('*') && isWithin(type, mediaType)) ??
    contents.find(({ mediaType }) => isRange(mediaType) && isWithin(type, mediaType));
  if (found) return found;
  const accepted = contents.map(({ mediaType }) => mediaType).join(', ');
  const message = `request body has the Content-Type ${type}; send ${accepted}`;
  throw new Problem(415, message, { headers: { accept: accepted } });
}
