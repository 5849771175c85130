import type { ErrorAnswer } from '../contract/api.ts';
import { checkResponse } from '../contract/check.ts';
import type { JsonValue } from '../contract/http-message.ts';
import { isJson } from '../contract/media-type.ts';
import type { Operation } from '../contract/operation.ts';
import type { Problem } from '../contract/problem.ts';
import { problemBody, problemMediaType } from '../contract/problem-details.ts';

/** Names of properties that hold the text of an error, and its status. */
const textNames = /^(?:message|detail|details|error|error_?description|description|msg|reason|title)$/i;
const statusNames = /^(?:status|statusCode|status_code|code|httpStatus)$/i;

/**
 * Words a problem in the shape that the document gives errors of its status: problem details if they fit, else the
 * example with the problem's message in it, else the example. Without a documented shape the answer is problem details.
 */
export function errorAnswer(problem: Problem, operation: Operation | undefined): ErrorAnswer {
  const details = { body: problemBody(problem), mediaType: problemMediaType };
  const content = operation?.responses.get(problem.status)?.content;
  if (!operation || !content || !isJson(content.mediaType)) return details;
  const fits = (body: JsonValue): boolean => checkResponse(operation, problem.status, body).length === 0;
  const { mediaType } = content;
  if (mediaType === problemMediaType && fits(details.body)) return details;
  for (const example of content.examples.values()) {
    const worded = withWords(example, problem);
    if (fits(worded)) return { body: worded, mediaType };
    if (fits(example)) return { body: example, mediaType };
  }
  return details;
}

/** An example with the problem's message and status in the places that hold them. */
function withWords(example: JsonValue, problem: Problem): JsonValue {
  if (Array.isArray(example)) return example.map((each) => withWords(each, problem));
  if (typeof example !== 'object' || example === null) return example;
  return Object.fromEntries(
    Object.entries(example).map(([name, value]): [string, JsonValue] => {
      if (typeof value === 'string' && textNames.test(name)) return [name, problem.message];
      if (typeof value === 'number' && statusNames.test(name)) return [name, problem.status];
      return [name, typeof value === 'object' ? withWords(value, problem) : value];
    }),
  );
}
