import type { ErrorAnswer } from '../contract/api.ts';
import type { Document } from '../contract/document.ts';
import type { JsonValue } from '../contract/http-message.ts';
import { essenceOf, isJson } from '../contract/media-type.ts';
import type { MediaContent, Operation } from '../contract/operation.ts';
import type { Problem } from '../contract/problem.ts';
import { problemBody, problemMediaType } from '../contract/problem-details.ts';
import { responseFor } from '../contract/responses.ts';
import { findPlaces, type Place, putWords } from './error-words.ts';
import type { SchemaNode } from './generate/schema.ts';
import { makeValid } from './generate/valid.ts';

/** Words a problem as an error of a document. */
export type ErrorAnswerer = (problem: Problem, operation: Operation | undefined) => ErrorAnswer;

/** A value made from the schema of errors, and its places that take a message. */
interface Made {
  readonly value: JsonValue;
  readonly places: readonly Place[];
}

/** Finds the places that take a short message. */
const usualMessage = 'invalid';

/**
 * Words problems in the shape that the document gives errors of their status: problem details if the document has their
 * media type and they fit; else an example, or a value made from the schema, with the problem's message in it. Without a
 * documented JSON body the answer is problem details.
 */
export function createErrorAnswerer(document: () => Document): ErrorAnswerer {
  // Made once for each operation and status: some documents have a schema of errors that takes ten milliseconds.
  const all = new WeakMap<MediaContent, Map<number, Made>>();
  const make = (content: MediaContent, schema: SchemaNode, { id }: Operation, status: number): Made => {
    const ofContent = all.get(content) ?? new Map<number, Made>();
    all.set(content, ofContent);
    let made = ofContent.get(status);
    if (!made) {
      const { check } = content;
      const options = { seed: `${id} ${status}`, isDynamic: false, direction: 'response' } as const;
      const value = makeValid({ document: document(), schema, check, ...options });
      const words = { status, message: usualMessage };
      made = { value, places: findPlaces(value, words, (body) => check(body).length === 0) };
      ofContent.set(status, made);
    }
    return made;
  };
  return (problem, operation) => {
    const details = { body: problemBody(problem), mediaType: problemMediaType };
    const contents = (operation && responseFor(operation, problem.status)?.content?.contents) ?? [];
    const own = contents.find(({ mediaType }) => mediaType.startsWith(problemMediaType));
    if (own?.check(details.body).length === 0) return details;
    const content = contents.find(({ mediaType }) => isJson(mediaType));
    if (!content) return textAnswer(contents[0], problem) ?? details;
    const { mediaType, check, schema } = content;
    const fits = (body: JsonValue): boolean => check(body).length === 0;
    for (const example of content.examples.values()) {
      const body = putWords(example, problem, findPlaces(example, problem, fits));
      if (fits(body)) return { body, mediaType };
    }
    if (schema === undefined) return { body: details.body, mediaType };
    const { value, places } = make(content, schema, operation!, problem.status);
    const usual = putWords(value, problem, places);
    const violations = check(usual);
    if (violations.length === 0) return { body: usual, mediaType };
    // Most often the message is too long for some of the places.
    const refused = new Set(violations.map(({ pointer }) => pointer));
    const fewer = putWords(
      value,
      problem,
      places.filter((place) => !refused.has(place.pointer)),
    );
    if (fits(fewer)) return { body: fewer, mediaType };
    const body = putWords(value, problem, findPlaces(value, problem, fits));
    return fits(body) ? { body, mediaType } : details;
  };
}

/** The error where no JSON body is documented: the message as text, or an example; undefined if neither can be sent. */
function textAnswer(content: MediaContent | undefined, { message }: Problem): ErrorAnswer | undefined {
  if (!content) return undefined;
  const { mediaType, check, examples } = content;
  const worded = asText(mediaType, message);
  if (worded !== undefined && check(worded).length === 0) return { body: worded, mediaType };
  const text = [...examples.values()].find((value) => typeof value === 'string');
  return text === undefined ? undefined : { body: text, mediaType };
}

/** The message in a media type of text; undefined for another one. A page must not take a part of it for markup. */
function asText(mediaType: string, message: string): string | undefined {
  const essence = essenceOf(mediaType);
  if (essence === 'text/plain') return message;
  if (essence !== 'text/html') return undefined;
  return message.replaceAll(/[&<>]/g, (each) => `&#${each.charCodeAt(0)};`);
}
