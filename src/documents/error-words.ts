import type { JsonValue } from '../contract/http-message.ts';
import { escapeToken } from '../contract/json-pointer.ts';

/** Names of properties that hold the text of an error, and its status. */
const textNames = /^(?:message|detail|details|error|error_?description|description|msg|reason|title)$/i;
const statusNames = /^(?:status|statusCode|status_code|code|httpStatus)$/i;

/** The words to put into the body of an error. */
export interface ErrorWords {
  readonly status: number;
  readonly message: string;
}

/** A place of a body that can hold the text of an error or its status. */
export interface Place {
  /** The names and indices that lead to it. */
  readonly path: readonly string[];
  /** The same as a JSON Pointer that begins with `/body`, as those of violations do. */
  readonly pointer: string;
}

/** Finds the places that take the words: all of them if the body still fits, else each that fits by itself. */
export function findPlaces(body: JsonValue, words: ErrorWords, fits: (body: JsonValue) => boolean): Place[] {
  const all = placesIn(body, []);
  if (fits(putWords(body, words, all))) return all;
  let kept: Place[] = [];
  for (const place of all) {
    const more = [...kept, place];
    if (fits(putWords(body, words, more))) kept = more;
  }
  return kept;
}

function placesIn(value: JsonValue, path: readonly string[]): Place[] {
  if (typeof value !== 'object' || value === null) return isPlace(path.at(-1) ?? '', value) ? [placeAt(path)] : [];
  return Object.entries(value).flatMap(([name, each]) => placesIn(each, [...path, name]));
}

function isPlace(name: string, value: JsonValue): boolean {
  if (typeof value === 'string') return textNames.test(name);
  return typeof value === 'number' && statusNames.test(name);
}

function placeAt(path: readonly string[]): Place {
  return { path, pointer: ['/body', ...path.map(escapeToken)].join('/') };
}

/** Puts the status and the message of an error into places of a body. */
export function putWords(body: JsonValue, words: ErrorWords, places: readonly Place[]): JsonValue {
  return places.reduce((worded, { path }) => putAt(worded, path, words), body);
}

/** Copies only what is on the way to the place: some documents have errors of 20 KB. */
function putAt(value: JsonValue, [name, ...rest]: readonly string[], words: ErrorWords): JsonValue {
  if (name === undefined) return typeof value === 'string' ? words.message : words.status;
  if (Array.isArray(value)) return value.with(Number(name), putAt(value[Number(name)]!, rest, words));
  const members = value as Readonly<Record<string, JsonValue>>;
  return { ...members, [name]: putAt(members[name]!, rest, words) };
}
