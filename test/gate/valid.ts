import * as fc from 'fast-check';
import { documentOf, isObject, type Json, type JsonObject, valueAt } from '../helpers/documents.ts';
import type { MediaType, Operation } from '../helpers/operations.ts';
import { credential, token } from '../helpers/requests.ts';
import type { Body, Field, Parts } from './request.ts';
import { open, propertiesOf, typeOf } from './schema.ts';
import type { Setting } from './setting.ts';
import { fitting } from './values.ts';

/** An operation and what it takes for a request to it to be accepted. */
export interface Scene {
  readonly operation: Operation;
  readonly setting: Setting;
}

/** Requests that are accepted: every value fits, what they name is there, and what is optional comes and goes. */
export function valid(scene: Scene): fc.Arbitrary<Parts> {
  const known = kept.get(scene) ?? makeValid(scene);
  kept.set(scene, known);
  return known;
}

/** Every case of an operation begins with a request that is accepted. */
const kept = new WeakMap<Scene, fc.Arbitrary<Parts>>();

function makeValid({ operation, setting }: Scene): fc.Arbitrary<Parts> {
  const document = documentOf(operation.api);
  const query = operation.parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, schema }) => {
      const text = queryText({ operation, setting }, name) ?? fitting(document, schema).map(String);
      return fc.option(text.map((value) => [name, value] as const));
    });
  const headers = operation.parameters
    .filter((parameter) => parameter.in === 'header')
    .map(({ name, schema }) => {
      const isText = typeOf(open(document, schema)) === 'string';
      const text = isText ? headerText : fitting(document, schema).map(String);
      return fc.option(text.map((value) => [name, value] as const));
    });
  return fc.record({
    path: setting.path ?? fc.constant({}),
    query: fc.tuple(...query).map(present),
    headers: fc
      .tuple(credentials(operation), fc.tuple(...headers))
      .map(([own, others]) => ({ ...own, ...Object.fromEntries(present(others)) })),
    body: body({ operation, setting }),
  });
}

/** Texts of a query parameter that a schema alone does not give. */
export function queryText({ operation, setting }: Scene, name: string): fc.Arbitrary<string> | undefined {
  const own = setting.query?.[name];
  if (own || name !== 'sandbox' || operation.api !== 'admin') return own;
  const takesAll = ['listExchanges', 'streamExchanges'].includes(operation.id);
  return takesAll ? fc.constantFrom('default', '*') : fc.constant('default');
}

function present<T>(items: readonly (T | null)[]): T[] {
  return items.filter((item) => item !== null);
}

/** The characters that a header can have. */
export const headerText = fc.string({ unit: 'grapheme-ascii', maxLength: 30 }).map((text) => text.trim());

/** Every way in which the token may be sent. */
function credentials(operation: Operation): fc.Arbitrary<Record<string, string>> {
  const first = credential(operation);
  if (operation.api !== 'lambda') return fc.constant(first);
  return fc.constantFrom(first, { authorization: `Token ${token}` });
}

/** The schema of a body, in its document. */
export function schemaOf({ api }: Operation, { schema }: MediaType): JsonObject {
  return open(documentOf(api), valueAt(documentOf(api), schema));
}

/** The body as a value, whatever it is encoded as; a file is its content. */
export function bodyValue({ operation, setting }: Scene, media: MediaType): fc.Arbitrary<JsonObject> {
  if (setting.body) return setting.body;
  const fields = setting.fields ?? {};
  const made = fitting(documentOf(operation.api), schemaOf(operation, media)) as fc.Arbitrary<JsonObject>;
  return fc
    .tuple(made, fc.record(fields))
    .map(([value, known]) =>
      Object.fromEntries(Object.entries(value).map(([name, each]) => [name, known[name] ?? each])),
    );
}

function body(scene: Scene): fc.Arbitrary<Body | undefined> {
  const { operation } = scene;
  if (operation.bodies.length === 0) return fc.constant(undefined);
  return fc
    .constantFrom(...operation.bodies)
    .chain((media) =>
      fc.tuple(bodyValue(scene, media), fileName).map(([value, name]) => asBody(operation, media, value, name)),
    );
}

export const fileName = fc.oneof(
  fc.stringMatching(/^[a-z][A-Za-z0-9._-]{0,30}$/),
  fc.constantFrom('données.csv', 'a b.txt', 'x"y.jar', '文件.bin', 'a;b=c.txt', 'percent%20.txt'),
);

/** A value as the body of a media type. */
function asBody(operation: Operation, media: MediaType, value: JsonObject, file: string): Body {
  const as = encodingOf(media);
  return as === 'json' ? { as, value } : { as, fields: fieldsOf(operation, media, value, file) };
}

/** How a body of a media type is written. */
export function encodingOf({ type }: MediaType): 'json' | 'urlencoded' | 'multipart' {
  if (type === 'application/json') return 'json';
  return type === 'multipart/form-data' ? 'multipart' : 'urlencoded';
}

export function fieldsOf(operation: Operation, media: MediaType, value: JsonObject, file: string): Field[] {
  const files = propertiesOf(schemaOf(operation, media)).filter(([, schema]) => isFile(schema));
  const isOne = (name: string): boolean => files.some(([each]) => each === name);
  return Object.entries(value).map(([name, each]) => ({ name, value: String(each), ...(isOne(name) && { file }) }));
}

export function isFile(schema: Json): boolean {
  return isObject(schema) && schema['contentMediaType'] !== undefined;
}
