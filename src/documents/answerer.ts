import { Readable } from 'node:stream';
import type { Api } from '../contract/api.ts';
import type { Answer, Answerer, Call } from '../contract/call.ts';
import { checkContent } from '../contract/check.ts';
import type { Document } from '../contract/document.ts';
import type { JsonValue } from '../contract/http-message.ts';
import { isJson } from '../contract/media-type.ts';
import type { MediaContent, Response } from '../contract/operation.ts';
import { chooseResponse } from '../contract/preferences.ts';
import type { SchemaNode } from './generate/schema.ts';
import { makeValid } from './generate/valid.ts';
import type { LoadedDocument } from './load.ts';
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
  const usual = new WeakMap<MediaContent, Body>();
  const headersByResponse = new WeakMap<Response['headers'], Readonly<Record<string, string>>>();
  let calls = 0;

  const make = (call: Call, { status, key }: Response, content: MediaContent, isDynamic: boolean): unknown => {
    const { api, operation } = call;
    const place = `${api.document} ${operation.id} ${key} ${content.mediaType}`;
    return makeBody(documentOf.get(api)!, content, {
      seed: isDynamic ? `${seed} ${place} ${status} ${++calls}` : `${seed} ${place}`,
      isDynamic,
    });
  };

  /** The body without a preferred example, which is the same for every call. */
  const usualBody = (call: Call, response: Response, content: MediaContent): Body => {
    let body = usual.get(content);
    if (!body) {
      const fitting = [...content.examples].find(
        ([, value]) => checkContent(content, content.mediaType, value).length === 0,
      );
      const chosen = fitting
        ? { value: fitting[1], by: `example ${fitting[0]}` }
        : { value: make(call, response, content, false), by: 'dynamic' };
      // Written once, since every call without a preference gets it.
      body = { ...chosen, written: JSON.stringify(chosen.value) };
      usual.set(content, body);
    }
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
    const shown = writtenAs(content, body.value);
    const { value, by, written } = body;
    return { status, body: value, by, headers, mediaType, written, ...(shown !== undefined && { shown }) };
  };
}

/** A body and its source. */
interface Body {
  readonly value: unknown;
  readonly by: string;
  /** The value as JSON, where it is kept. */
  readonly written?: string;
}

/** Makes a value from the schema of a media type; undefined for a text or bytes without a schema. */
function makeBody(document: Document, content: MediaContent, how: { seed: string; isDynamic: boolean }): unknown {
  const { mediaType, check } = content;
  const schema = content.schema as SchemaNode | undefined;
  if (schema !== undefined) return makeValid({ document, schema, check, direction: 'response', ...how });
  return isJson(mediaType) || mediaType.includes('*') ? {} : '';
}

/** The text by which a value is sent that is neither JSON nor a text itself. */
function writtenAs({ mediaType, schema }: MediaContent, value: unknown): string | undefined {
  if (typeof value === 'string' || value instanceof Uint8Array || isJson(mediaType) || mediaType.includes('*')) {
    return undefined;
  }
  const { name } = (schema as { readonly xml?: { readonly name?: string } } | undefined)?.xml ?? {};
  return isXml(mediaType) ? toXml(value as JsonValue, name) : JSON.stringify(value);
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
