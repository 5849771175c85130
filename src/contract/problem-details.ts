import type { JsonValue } from './http-message.ts';
import type { Problem } from './problem.ts';

/** The media type of Mockplane's own errors (RFC 9457). */
export const problemMediaType = 'application/problem+json';

/** List at most this many violations: a body may have tens of thousands, which help nobody. */
const maximumViolations = 100;

/** Turns a problem into the body of problem details. */
export function problemBody({ status, message, violations }: Problem): Record<string, JsonValue> {
  const body = { type: 'about:blank', title: titles[status] ?? 'Refused', status, detail: message };
  if (violations.length === 0) return body;
  return { ...body, violations: violations.slice(0, maximumViolations).map((each) => ({ ...each })) };
}

/** Titles by status, after the reason phrases of RFC 9110. */
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
