import { Readable } from 'node:stream';
import type { Api } from '../contract/api.ts';
import type { Answer, Answerer, Call } from '../contract/call.ts';
import { checkContent } from '../contract/check.ts';
import { type Document, resolveRef } from '../contract/document.ts';
import type { JsonValue } from '../contract/http-message.ts';
import { essenceOf, isJson, isWithin } from '../contract/media-type.ts';
import { concreteMediaType } from '../contract/negotiate.ts';
import type { MediaContent, Response } from '../contract/operation.ts';
import { chooseResponse } from '../contract/preferences.ts';
import { Problem, type Violation } from '../contract/problem.ts';
import type { AnySchema, SchemaNode } from './generate/schema.ts';
import { type FoundValue, findValid, makeValid } from './generate/valid.ts';
import type { LoadedDocument } from './load.ts';
import { placeOfSchema } from './place.ts';
import { allowsAnyBytes, sampleBytes } from './sample-bytes.ts';
import { isXml, toXml } from './xml.ts';

export interface DocumentAnswererOptions {
  /** The same seed gives the same values; undefined for a fixed one. */
  readonly seed: string | undefined;
  readonly documents: readonly LoadedDocument[];
  /** Whether each call gets new values, unless it prefers an example. */
  readonly isDynamic: boolean;
}

/** The seed of a server without one: a document gives the same values each time. */
const usualSeed = 'mockplane';

/**
 * Creates an answerer that uses the examples of documents and, where they have none that fits, values made from their
 * schemas. With `dynamic` each call gets new values.
 */
export function createDocumentAnswerer({
  seed = usualSeed,
  documents,
  isDynamic: isAlways,
}: DocumentAnswererOptions): Answerer {
  const documentOf = new Map<Api, Document>(documents.map(({ contract }) => [contract.api, contract.document]));
  const usual = new WeakMap<MediaContent, Body | Problem>();
  const headersByResponse = new WeakMap<Response['headers'], Readonly<Record<string, string>>>();
  let calls = 0;

  /** @throws Problem 500 that tells the author of the document which schema no value fits */
  const make = (call: Call, response: Response, content: MediaContent, isDynamic: boolean): unknown => {
    const { api, operation } = call;
    const { status, key } = response;
    const place = `${api.document} ${operation.id} ${key} ${content.mediaType}`;
    const document = documentOf.get(api)!;
    const { value, violations } = makeBody(document, content, status, {
      seed: isDynamic ? `${seed} ${place} ${status} ${++calls}` : `${seed} ${place}`,
      isDynamic,
    });
    if (violations.length > 0) throw noValue(placeOfSchema(document, operation, response, content), violations);
    return value;
  };

  /** The body without a preferred example, which is the same for every call. @throws Problem 500 if there is none */
  const usualBody = (call: Call, response: Response, content: MediaContent): Body => {
    let body = usual.get(content);
    if (!body) {
      try {
        const fitting = [...content.examples].find(
          ([, value]) => checkContent(content, content.mediaType, value).length === 0,
        );
        const chosen = fitting
          ? { value: fitting[1], by: `example ${fitting[0]}` }
          : { value: make(call, response, content, false), by: 'dynamic' };
        // Written once, since every call without a preference gets it.
        body = { ...chosen, written: JSON.stringify(chosen.value) };
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        body = error;
      }
      usual.set(content, body);
    }
    if (body instanceof Problem) throw body;
    return body;
  };

  return (call: Call): Answer => {
    const { operation, preferences, accept } = call;
    const asked = isAlways ? { dynamic: true, ...preferences } : preferences;
    const { response, example, dynamic, content } = chooseResponse(operation, asked, { accept });
    const { status } = response;
    let headers = headersByResponse.get(response.headers);
    if (!headers) {
      headers = headersOf(response, documentOf.get(call.api)!, `${seed} ${operation.id}`);
      headersByResponse.set(response.headers, headers);
    }
    if (!content) return { status, body: undefined, by: 'example', headers };
    const { mediaType } = content;
    const named = preferences.example === undefined ? undefined : example;
    const body: Body = dynamic
      ? { value: make(call, response, content, true), by: 'dynamic' }
      : named === undefined
        ? usualBody(call, response, content)
        : { value: content.examples.get(named), by: `example ${named}` };
    if (mediaType.startsWith('text/event-stream')) {
      return { status, body: undefined, by: body.by, headers, mediaType, stream: Readable.from([String(body.value)]) };
    }
    const { value, by, written } = body;
    const sentType = by === 'dynamic' ? imageTypeOf(mediaType, accept) : undefined;
    const shown = writtenAs(content, sentType ?? mediaType, value, by === 'dynamic', documentOf.get(call.api)!);
    return { status, body: value, by, headers, mediaType, sentType, written, ...(shown !== undefined && { shown }) };
  };
}

/** A body and its source. */
interface Body {
  readonly value: unknown;
  readonly by: string;
  /** The value as JSON, where it is kept. */
  readonly written?: string;
}

/** Makes a value from the schema of a media type; empty for a text or bytes without a schema. */
function makeBody(
  document: Document,
  content: MediaContent,
  status: number,
  how: { seed: string; isDynamic: boolean },
): FoundValue {
  const { mediaType, check } = content;
  const schema = content.schema as SchemaNode | undefined;
  // A small file is sent in its place.
  if (sampleOf(document, imageTypeOf(mediaType) ?? mediaType, schema)) return { value: '', violations: check('') };
  if (schema === undefined) return { value: isJson(mediaType) || mediaType.includes('*') ? {} : '', violations: [] };
  const error = status >= 400 ? { status } : {};
  return findValid({ document, schema, check, direction: 'response', ...error, ...how });
}

/** Tells the author of a document that no value was found for a schema. */
function noValue(place: string, violations: readonly Violation[]): Problem {
  const reasons = violations.map(({ pointer, message }) => `${pointer} ${message}`).join('; ');
  const message =
    `Mockplane found no value that fits the schema at ${place} of the document. ` +
    `The last value that it tried does not fit: ${reasons}. Add an example that fits, or correct the schema.`;
  return new Problem(500, message, { violations });
}

/** The text or bytes by which a value is sent that is neither JSON nor a text itself. */
function writtenAs(
  { schema }: MediaContent,
  mediaType: string,
  value: unknown,
  isMade: boolean,
  document: Document,
): string | Uint8Array | undefined {
  if (value instanceof Uint8Array || isJson(mediaType) || mediaType.includes('*')) return undefined;
  const node = schema as SchemaNode | undefined;
  if (typeof value !== 'string')
    return isXml(mediaType) ? toXml(value as JsonValue, node, document) : JSON.stringify(value);
  if (!isMade) return undefined;
  if (isXml(mediaType) && node !== undefined) return toXml(value, node, document);
  return sampleOf(document, mediaType, node);
}

/** The type by which a made image is sent where the document has a range of them; undefined for any other type. */
function imageTypeOf(mediaType: string, accept?: string): string | undefined {
  if (essenceOf(mediaType) !== 'image/*') return undefined;
  const type = concreteMediaType(mediaType, accept, new Uint8Array());
  return isWithin(type, mediaType) ? type : 'image/png';
}

/** The bytes of a small file, where the schema lets any bytes pass. */
function sampleOf(document: Document, mediaType: string, schema: SchemaNode | undefined): Uint8Array | undefined {
  const bytes = sampleBytes(mediaType);
  if (bytes === undefined || typeof schema !== 'object') return bytes;
  return allowsAnyBytes(resolveRef<AnySchema>(document, schema)) ? bytes : undefined;
}

/** The required headers of a response that have no example. */
function headersOf({ headers }: Response, document: Document, seed: string): Record<string, string> {
  const made: Record<string, string> = {};
  for (const [name, { required, example, schema, check, write }] of headers) {
    if (!required || example !== undefined || schema === undefined) continue;
    const options = { document, seed: `${seed} ${name}`, isDynamic: false, direction: 'response' } as const;
    const value = makeValid({ ...options, schema, check: (each) => check(write(each as never)) });
    made[name] = write(value);
  }
  return made;
}
