import type { ErrorAnswer } from '../contract/api.ts';
import type { Document } from '../contract/document.ts';
import type { JsonValue } from '../contract/http-message.ts';
import { essenceOf, isJson } from '../contract/media-type.ts';
import type { Operation } from '../contract/operation.ts';
import type { Problem } from '../contract/problem.ts';
import { problemBody, problemMediaType } from '../contract/problem-details.ts';
import { responseFor } from '../contract/responses.ts';
import { withWords } from './error-words.ts';
import { makeValid } from './generate/valid.ts';

/**
 * Words a problem in the shape that the document gives errors of its status: problem details if the document has their
 * media type and they fit; else an example, or a value made from the schema, with the problem's message in it. Without a
 * documented JSON body the answer is problem details.
 */
export function errorAnswer(problem: Problem, operation: Operation | undefined, document: Document): ErrorAnswer {
  const details = { body: problemBody(problem), mediaType: problemMediaType };
  const contents = (operation && responseFor(operation, problem.status)?.content?.contents) ?? [];
  const own = contents.find(({ mediaType }) => mediaType.startsWith(problemMediaType));
  if (own?.check(details.body).length === 0) return details;
  const content = contents.find(({ mediaType }) => isJson(mediaType));
  if (!content) {
    const [other] = contents;
    const worded = other && asText(other.mediaType, problem.message);
    if (worded !== undefined && other!.check(worded).length === 0) return { body: worded, mediaType: other!.mediaType };
    const text = [...(other?.examples.values() ?? [])].find((value) => typeof value === 'string');
    return text === undefined ? details : { body: text, mediaType: other!.mediaType };
  }
  const { mediaType, check, schema } = content;
  const fits = (body: JsonValue): boolean => check(body).length === 0;
  for (const example of content.examples.values()) {
    const worded = withWords(example, problem, fits);
    if (fits(worded)) return { body: worded, mediaType };
  }
  if (schema === undefined) return { body: details.body, mediaType };
  const made = makeValid({
    document,
    schema,
    check,
    seed: `${operation!.id} ${problem.status}`,
    isDynamic: false,
    direction: 'response',
  });
  const worded = withWords(made, problem, fits);
  return fits(worded) ? { body: worded, mediaType } : details;
}

/** The message in a media type of text; undefined for another one. A page must not take a part of it for markup. */
function asText(mediaType: string, message: string): string | undefined {
  const essence = essenceOf(mediaType);
  if (essence === 'text/plain') return message;
  if (essence !== 'text/html') return undefined;
  return message.replaceAll(/[&<>]/g, (each) => `&#${each.charCodeAt(0)};`);
}
