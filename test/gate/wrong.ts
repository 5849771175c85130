import * as fc from 'fast-check';
import { isObject, type Json, type JsonObject } from '../helpers/documents.ts';
import { boundsOf, numberIn, open, propertiesOf, requiredOf, typeOf } from './schema.ts';
import { anyJson, anyText, lengthOf, matching, plainText } from './values.ts';

/** The mark of a property that is not there. */
export const absent = Symbol('absent');

/** One thing that can be wrong with a value: where, what, and what stands there instead. */
export interface Wrong {
  /** Names of properties on the way; `*` is any item of a list. */
  readonly path: readonly string[];
  readonly kind: string;
  readonly value: fc.Arbitrary<Json | typeof absent>;
}

/** Whatever can be wrong with a JSON value under a schema, at every place in it, one thing at a time. */
export function wrongs(document: JsonObject, node: Json, path: readonly string[] = []): Wrong[] {
  const schema = open(document, node);
  const here = [...ofType(schema), ...ofValue(schema), ...ofList(schema)];
  const found = here.map(([kind, value]): Wrong => ({ path, kind, value }));
  for (const name of requiredOf(schema)) {
    found.push({ path: [...path, name], kind: 'missing', value: fc.constant(absent) });
  }
  for (const [name, each] of propertiesOf(schema)) found.push(...wrongs(document, each, [...path, name]));
  if (schema['additionalProperties'] === false) {
    const known = new Set(propertiesOf(schema).map(([name]) => name));
    const unknown = matching(/^[a-z]{3,12}$/).filter((name) => !known.has(name));
    // The name of the property travels in the value; `put` takes it from there.
    const value = fc.tuple(unknown, anyJson).map(([name, extra]): Json => ({ [name]: extra }));
    found.push({ path: [...path, '+'], kind: 'unknown property', value });
  }
  if (isObject(schema['items'])) found.push(...wrongs(document, schema['items'], [...path, '*']));
  return found;
}

type Kind = readonly [kind: string, value: fc.Arbitrary<Json>];

const ofEach: Readonly<Record<string, fc.Arbitrary<Json>>> = {
  string: fc.oneof(plainText, fc.integer().map(String), fc.constantFrom('', 'true', 'null', '[]', '{}')),
  integer: fc.integer(),
  number: fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Number.isInteger(number)),
  boolean: fc.boolean(),
  null: fc.constant(null),
  array: fc.array(anyJson, { maxLength: 3 }),
  object: fc.dictionary(plainText, anyJson, { maxKeys: 3, noNullPrototype: true }),
};

function ofType(schema: JsonObject): Kind[] {
  const type = typeOf(schema);
  // Any value fits a schema without a type.
  if (type === undefined) return [];
  const others = Object.entries(ofEach).filter(
    ([name]) =>
      name !== type && !(type === 'number' && name === 'integer') && !(type === 'integer' && name === 'number'),
  );
  return [['wrong type', fc.oneof(...others.map(([, value]) => value))]];
}

/** Values of the correct type that are still invalid. */
function ofValue(schema: JsonObject): Kind[] {
  if ('const' in schema) return [['not the constant', other(schema, [schema['const']!])]];
  if (Array.isArray(schema['enum'])) return [['not in the list', other(schema, schema['enum'])]];
  const type = typeOf(schema);
  if (type === 'string') return ofText(schema);
  if (type === 'integer' || type === 'number') return ofNumber(schema, type);
  return [];
}

function other(schema: JsonObject, allowed: readonly Json[]): fc.Arbitrary<Json> {
  const near = allowed.flatMap((each) => (typeof each === 'string' ? [each.toUpperCase(), `${each} `] : []));
  const texts = fc.oneof(plainText, fc.constantFrom('', ...near));
  const some: fc.Arbitrary<Json> = typeOf(schema) === 'string' ? texts : fc.integer();
  return some.filter((value) => !allowed.includes(value));
}

/** Against the kinds of texts that a schema's keywords name. */
export function ofText(schema: JsonObject): (readonly [kind: string, value: fc.Arbitrary<string>])[] {
  const found: (readonly [string, fc.Arbitrary<string>])[] = [];
  const min = numberIn(schema, 'minLength', 0);
  const max = numberIn(schema, 'maxLength', Infinity);
  if (min > 0) found.push(['too short', anyText(0, min - 1)]);
  if (max < Infinity) found.push(['too long', tooLong(max)]);
  if (typeof schema['pattern'] === 'string') {
    const pattern = new RegExp(schema['pattern'], 'u');
    const fits = (value: string): boolean => lengthOf(value) >= min && lengthOf(value) <= max && !pattern.test(value);
    found.push(['against the pattern', spoilt(min, max, pattern).filter(fits)]);
  }
  if (schema['format'] === 'uuid' || schema['format'] === 'date-time') {
    const near = schema['format'] === 'uuid' ? 'g24a1738-cef9-11ed-b40d-c68341370672' : '2023-13-41T10:00:00Z';
    found.push(['against the format', fc.oneof(plainText, fc.constant(near), fc.integer().map(String))]);
  }
  return found;
}

/** Longer by a little, in letters that no pattern minds, and in any. */
function tooLong(max: number): fc.Arbitrary<string> {
  const more = fc.integer({ min: 1, max: 40 });
  return fc
    .tuple(more, fc.constantFrom('a', '0', '-', 'é', '\u{1F600}'))
    .map(([by, letter]) => letter.repeat(max + by));
}

/** Anything at all, or a fitting text with one letter in it that spoils it. */
function spoilt(min: number, max: number, pattern: RegExp): fc.Arbitrary<string> {
  const any = anyText(min, Math.min(max, 40));
  if (pattern.source.includes('(?!')) return any;
  const letters = fc.constantFrom(' ', '\n', 'É', '_', '-', '/', '%', "'", '\u0000', 'A', '.', '\u{1F600}');
  const one = fc
    .tuple(matching(pattern), fc.nat(), letters)
    .map(
      ([fitting, at, letter]) =>
        fitting.slice(0, at % (fitting.length + 1)) + letter + fitting.slice(at % (fitting.length + 1)),
    );
  return fc.oneof(any, one);
}

function ofNumber(schema: JsonObject, type: 'integer' | 'number'): Kind[] {
  const { min, max } = boundsOf(schema);
  const found: Kind[] = [];
  if ('minimum' in schema) found.push(['too small', whole(min - 1_000_000, min - 1)]);
  if (schema['format'] === 'int32' || 'maximum' in schema) {
    found.push([
      'too large',
      max < Number.MAX_SAFE_INTEGER ? whole(max + 1, max * 2 + 1) : fc.constantFrom(2 ** 53, 1e300),
    ]);
  }
  if (type === 'integer') found.push(['not whole', whole(0, 1_000).map((number) => Number(number) + 0.5)]);
  return found;
}

function whole(from: number, to: number): fc.Arbitrary<Json> {
  return fc.integer({ min: Math.max(from, -Number.MAX_SAFE_INTEGER), max: Math.min(to, Number.MAX_SAFE_INTEGER) });
}

function ofList(schema: JsonObject): Kind[] {
  if (typeOf(schema) !== 'array') return [];
  const max = numberIn(schema, 'maxItems', Infinity);
  return [
    ...(numberIn(schema, 'minItems', 0) > 0 ? [['too few items', fc.constant<Json>([])] as const] : []),
    // No item fits that is none, so neither is a list that is too long or repeats it.
    ...(max < Infinity ? [['too many items', fc.constant(Array<Json>(max + 1).fill(null))] as const] : []),
    ...(schema['uniqueItems'] === true ? [['an item twice', fc.constant<Json>([null, null])] as const] : []),
  ];
}

/** A value with another one at a place in it; `*` takes the item that `at` falls on. */
export function put(value: Json, path: readonly string[], instead: Json | typeof absent, at: number): Json {
  const [step, ...rest] = path;
  if (step === undefined) return instead as Json;
  if (step === '*') {
    // A list that may be left out or empty gets an item for what is wrong in it.
    if (value === null || (Array.isArray(value) && value.length === 0)) return [put(null, rest, instead, at)];
    if (!Array.isArray(value)) throw new Error(`There is no list to spoil at ${path.join('/')}.`);
    return value.map((item, index) => (index === at % value.length ? put(item, rest, instead, at) : item));
  }
  // An object that may be left out is made for what is wrong in it.
  if (value === null) return put({}, path, instead, at);
  if (!isObject(value)) throw new Error(`There is no object to spoil at ${path.join('/')}.`);
  if (step === '+') return { ...value, ...(instead as JsonObject) };
  const { [step]: before = null, ...others } = value;
  return instead === absent && rest.length === 0 ? others : { ...value, [step]: put(before, rest, instead, at) };
}
