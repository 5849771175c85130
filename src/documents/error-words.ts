import type { JsonValue } from '../contract/http-message.ts';

/** Names of properties that hold the text of an error, and its status. */
const textNames = /^(?:message|detail|details|error|error_?description|description|msg|reason|title)$/i;
const statusNames = /^(?:status|statusCode|status_code|code|httpStatus)$/i;

/** The words to put into the body of an error. */
export interface ErrorWords {
  readonly status: number;
  readonly message: string;
}

/**
 * Puts the status and the message of an error into the places of its body that hold them: all of them if the body still
 * fits, else each that fits by itself.
 */
export function withWords(body: JsonValue, words: ErrorWords, fits: (body: JsonValue) => boolean): JsonValue {
  const all = replace(body, words, () => true);
  if (fits(all)) return all;
  let count = 0;
  replace(body, words, () => ++count > 0);
  const kept = new Set<number>();
  for (let place = 1; place <= count; place++) {
    kept.add(place);
    if (!fits(replace(body, words, atPlaces(kept)))) kept.delete(place);
  }
  return replace(body, words, atPlaces(kept));
}

/** Tells for each place in turn whether it is one of some, which are numbered from 1. */
function atPlaces(places: ReadonlySet<number>): () => boolean {
  let place = 0;
  return () => places.has(++place);
}

/** @param takes whether the next place is to be replaced */
function replace(body: JsonValue, words: ErrorWords, takes: () => boolean): JsonValue {
  if (Array.isArray(body)) return body.map((each) => replace(each, words, takes));
  if (typeof body !== 'object' || body === null) return body;
  const { status, message } = words;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]): [string, JsonValue] => {
      if (typeof value === 'string' && textNames.test(name)) {
        return [name, takes() ? message : value];
      }
      if (typeof value === 'number' && statusNames.test(name)) return [name, takes() ? status : value];
      return [name, typeof value === 'object' ? replace(value, words, takes) : value];
    }),
  );
}
