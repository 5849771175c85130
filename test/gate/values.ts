import * as fc from 'fast-check';
import type { Json, JsonObject } from '../helpers/documents.ts';
import { boundsOf, numberIn, open, propertiesOf, requiredOf, typeOf } from './schema.ts';

/** No text of a request needs to be longer; a bound above it is tried by its own kind. */
const usualLength = 40;

/** Any JSON value that fits a schema. */
export function fitting(document: JsonObject, node: Json): fc.Arbitrary<Json> {
  const schema = open(document, node);
  if ('const' in schema) return fc.constant(schema['const']!);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...schema['enum']);
  const branches = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(branches)) return fc.oneof(...branches.map((part) => fitting(document, part)));
  switch (typeOf(schema)) {
    case 'string':
      return textOf(schema);
    case 'integer':
      return fc.integer(boundsOf(schema));
    case 'number':
      return fc.double({ ...boundsOf(schema), noNaN: true }).map((number) => number + 0);
    case 'boolean':
      return fc.boolean();
    case 'array':
      return list(document, schema);
    case 'object':
      return object(document, schema);
    case undefined:
      return anyJson;
    default:
      throw new Error(`The gate makes no value of ${JSON.stringify(schema)}.`);
  }
}

/** Any text that fits a schema of strings. */
function textOf(schema: JsonObject): fc.Arbitrary<string> {
  const minLength = numberIn(schema, 'minLength', 0);
  const maxLength = numberIn(schema, 'maxLength', Infinity);
  if (schema['format'] === 'uuid') return fc.uuid();
  if (schema['format'] === 'uri') return fc.webUrl();
  if (schema['format'] === 'email') return fc.stringMatching(/^[a-z][a-z0-9]{0,20}@[a-z]{1,20}\.example$/);
  if (schema['format'] === 'date-time') {
    return fc
      .date({ min: new Date('2023-11-17'), max: new Date('9999-12-30'), noInvalidDate: true })
      .map((date) => date.toISOString());
  }
  if (typeof schema['pattern'] === 'string') {
    const pattern = new RegExp(schema['pattern'], 'u');
    return matching(pattern).filter((text) => lengthOf(text) >= minLength && lengthOf(text) <= maxLength);
  }
  return anyText(minLength, Math.min(maxLength, Math.max(minLength, usualLength)));
}

/** Text of any characters, counted as JSON Schema does. */
export function anyText(minLength: number, maxLength: number): fc.Arbitrary<string> {
  return kept(`${minLength} ${maxLength}`, () =>
    fc.oneof(
      fc.string({ unit: 'grapheme-ascii', minLength, maxLength }),
      fc.string({ unit: 'binary', minLength, maxLength }),
    ),
  );
}

/** Text of letters and signs; and any value that JSON can hold. */
export const plainText = fc.string();
export const anyJson = fc.jsonValue().map((value) => value as Json);

const made = new Map<string, fc.Arbitrary<string>>();

/** An arbitrary of texts takes milliseconds to make, and the same ones are asked for again and again. */
function kept(name: string, make: () => fc.Arbitrary<string>): fc.Arbitrary<string> {
  const known = made.get(name) ?? make();
  made.set(name, known);
  return known;
}

/** A text that a pattern takes. Patterns with a lookahead are filtered, not built. */
export function matching(pattern: RegExp): fc.Arbitrary<string> {
  if (pattern.source.includes('(?!')) return anyText(0, usualLength).filter((text) => pattern.test(text));
  return kept(pattern.source, () => fc.stringMatching(pattern));
}

export function lengthOf(text: string): number {
  return Array.from(text).length;
}

function list(document: JsonObject, schema: JsonObject): fc.Arbitrary<Json> {
  const minLength = numberIn(schema, 'minItems', 0);
  return fc.array(fitting(document, schema['items']!), { minLength, maxLength: minLength + 2 });
}

/** All that is required, and any of the rest. A condition (`if`) is not looked at: who has one holds the value to it. */
function object(document: JsonObject, schema: JsonObject): fc.Arbitrary<Json> {
  const model = Object.fromEntries(propertiesOf(schema).map(([name, each]) => [name, fitting(document, each)]));
  return fc.record(model, { requiredKeys: requiredOf(schema), noNullPrototype: true });
}
