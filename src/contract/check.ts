import { isJson } from './media-type.ts';
import type { MediaContent, Operation } from './operation.ts';
import { documentedStatuses, responseFor } from './responses.ts';
import type { Violation } from './problem.ts';

const noViolations: readonly Violation[] = [];

/**
 * Checks a response against its operation: a documented status, a body exactly where one is documented, and the body's
 * schema.
 *
 * @param mediaType of the contract by which the body is sent; undefined to take the one that its type calls for
 * @returns the violations; an empty list for a valid response
 */
export function checkResponse(
  operation: Operation,
  status: number,
  body: unknown,
  mediaType?: string,
): readonly Violation[] {
  const response = responseFor(operation, status);
  if (!response) {
    const documented = documentedStatuses(operation).join(', ');
    return [{ pointer: '/status', message: `is ${status}; the contract has ${documented}` }];
  }
  if (!response.content) {
    return body === undefined ? noViolations : [{ pointer: '/body', message: 'must be empty' }];
  }
  const chosen =
    mediaType === undefined ? undefined : response.content.contents.find((each) => each.mediaType === mediaType);
  return checkContent(chosen ?? response.content, mediaType, body);
}

/** Checks a body that is sent by a media type. A text may be the written form of what the schema describes, as XML is. */
export function checkContent(
  { check }: Pick<MediaContent, 'check'>,
  mediaType: string | undefined,
  body: unknown,
): readonly Violation[] {
  const violations = check(body);
  const isWritten = typeof body === 'string' && mediaType !== undefined && !isJson(mediaType);
  return isWritten && violations.some(isOfOtherType) ? noViolations : violations;
}

/** Whether a violation is that the whole body is no object, list, number or flag. */
function isOfOtherType({ pointer, message }: Violation): boolean {
  return pointer === '/body' && /^must be (?:an? (?:object|array|integer|number)|true or false)/.test(message);
}

/** Checks the documented headers among those of a response. @param headers names in lower case */
export function checkHeaders(
  operation: Operation,
  status: number,
  headers: Readonly<Record<string, string>>,
): readonly Violation[] {
  const documented = responseFor(operation, status)?.headers;
  if (!documented || documented.size === 0) return noViolations;
  return [...documented].flatMap(([name, header]) => {
    const text = headers[name];
    return text === undefined ? noViolations : header.check(text);
  });
}
