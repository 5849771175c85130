import type { JsonValue } from './http-message.ts';
import type { Problem } from './problem.ts';

/** For what Mockplane itself says (RFC 9457). */
export const problemMediaType = 'application/problem+json';

/** A body that points at tens of thousands of places helps nobody. */
const shownViolations = 100;

/** The body of a problem. */
export function problemBody({ status, message, violations }: Problem): JsonValue {
  const body = { type: 'about:blank', title: titles[status] ?? 'Refused', status, detail: message };
  if (violations.length === 0) return body;
  return { ...body, violations: violations.slice(0, shownViolations).map((each) => ({ ...each })) };
}

/** The names that RFC 9110 gives the statuses that anything here is refused with. */
const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'Request timeout',
  409: 'Conflict',
  413: 'Content too large',
  415: 'Unsupported media type',
  422: 'Unprocessable content',
  429: 'Too many requests',
  431: 'Request header fields too large',
  500: 'Internal server error',
  503: 'Service unavailable',
  507: 'Insufficient storage',
};
