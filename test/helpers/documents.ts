import { readFileSync } from 'node:fs';
import { apis, defaultEdition, publicName } from '../../src/apis/apis.ts';
import { escapeToken, valueAt as untypedValueAt } from '../../src/contract/json-pointer.ts';

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

const folder = new URL('../../src/contract/generated/', import.meta.url);

/** The bundled documents by their public name: `turso`, `turso-2026`, `lambda`. */
export const documents: ReadonlyMap<string, JsonObject> = new Map(
  apis.map((api) => [
    publicName(api),
    JSON.parse(readFileSync(new URL(`${api.document}.json`, folder), 'utf8')) as JsonObject,
  ]),
);

/** Where the paths of a document are on a server with the usual edition at its root: `/2026`; mostly at the root. */
export function mountOf(api: string): string {
  const found = apis.find((each) => publicName(each) === api);
  return found?.edition === undefined || found.edition === defaultEdition ? '' : `/${found.edition}`;
}

/** The name of the files, and of the folder in `spec`, of the API with a public name: `turso` → `turso-2023`. */
export function fileNameOf(publicApi: string): string {
  const api = apis.find((each) => publicName(each) === publicApi);
  if (!api) throw new Error(`There is no API ${publicApi}.`);
  return api.document;
}

export function documentOf(api: string): JsonObject {
  const document = documents.get(api);
  if (!document) throw new Error(`There is no document ${api}.`);
  return document;
}

export function isObject(node: Json | undefined): node is JsonObject {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}

/** A node and where it really stands: what a reference points to, else itself. */
export interface Placed {
  readonly node: JsonObject;
  /** JSON Pointer into the document. */
  readonly pointer: string;
}

/** Follows references inside a document. */
export function follow(document: JsonObject, node: Json | undefined, pointer: string): Placed {
  let found = node;
  let at = pointer;
  while (isObject(found) && typeof found['$ref'] === 'string') {
    at = decodeURIComponent(found['$ref'].slice(1));
    found = valueAt(document, at);
  }
  if (!isObject(found)) throw new Error(`There is no object at ${at}.`);
  return { node: found, pointer: at };
}

/** The value at a JSON Pointer; undefined when there is none. */
export function valueAt(root: Json | undefined, pointer: string): Json | undefined {
  return untypedValueAt(root, pointer) as Json | undefined;
}

/** One step of a JSON Pointer. */
export function step(key: string | number): string {
  return `/${escapeToken(String(key))}`;
}

/** The entries of an object that may not be there. */
export function entriesOf(node: Json | undefined): [key: string, value: Json][] {
  return isObject(node) ? Object.entries(node) : [];
}
