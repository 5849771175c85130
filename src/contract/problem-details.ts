import { STATUS_CODES } from 'node:http';
import type { JsonValue } from './message.ts';
import type { Problem } from './problem.ts';

/** For what Mockplane itself says (RFC 9457). */
export const problemMediaType = 'application/problem+json';

/** A body that points at tens of thousands of places helps nobody. */
const shownViolations = 100;

/** The body of a problem. */
export function problemBody({ status, message, violations }: Problem): JsonValue {
  const body = { type: 'about:blank', title: title(status), status, detail: message };
  if (violations.length === 0) return body;
  return { ...body, violations: violations.slice(0, shownViolations).map((each) => ({ ...each })) };
}

/** The names that RFC 9110 gives them now; Node has the older ones. */
const renamed: Readonly<Record<number, string>> = { 413: 'Content too large', 422: 'Unprocessable content' };

/** A status in words, in sentence case: `Not found`. */
function title(status: number): string {
  const name = renamed[status] ?? STATUS_CODES[status] ?? 'Refused';
  return name.slice(0, 1) + name.slice(1).toLowerCase();
}
