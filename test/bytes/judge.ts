import { errorFaults } from '../helpers/requests.ts';
import type { RawResponse } from '../helpers/responses.ts';
import type { Entry, Expected, Shape } from './entry.ts';
import type { Result } from './exchange.ts';

/** The defects of the responses to an entry; empty if there are none. */
export function faultsOf({ answers, orClosed = false, after }: Entry, { responses, rest, isClosed }: Result): string[] {
  const given = responses.map(({ status, body }) => `${status} ${body.slice(0, 200)}`);
  const faults: string[] = [];
  if (!isClosed) faults.push('is neither answered nor closed in time');
  if (rest !== '') faults.push(`is cut off: ${rest.slice(0, 200)}`);
  const own = responses.slice(0, answers.length);
  if (own.length < answers.length && !orClosed) faults.push(`has ${own.length} of ${answers.length} answers`);
  faults.push(...own.flatMap((response, index) => faultsOfAnswer(response, answers[index]!)));
  const next = responses.slice(answers.length).map(({ headers }) => headers['mockplane-operation'] === 'listLocations');
  const isServed = next.length === 1 && next[0]!;
  const isLeft = next.length === 0;
  if (!(after === 'served' ? isServed : after === 'closed' ? isLeft : isServed || isLeft)) {
    faults.push(`should be ${after} after its answers`);
  }
  return faults.length === 0 ? [] : [...faults, ...given];
}

function faultsOfAnswer(response: RawResponse, { statuses, shape }: Expected): string[] {
  const { status, headers } = response;
  const faults: string[] = [];
  if (!statuses.includes(status)) faults.push(`is ${status}, not ${statuses.join(' or ')}`);
  // RFC 9110 section 6.6.1 asks it of everyone who has a clock.
  if (Number.isNaN(Date.parse(headers['date'] ?? ''))) faults.push('has no date');
  return status < 400 ? faults : [...faults, ...shapeFaults(shape, response)];
}

const problemType = 'application/problem+json';

function shapeFaults(shape: Shape, response: RawResponse): string[] {
  const { status, headers, body } = response;
  if (shape === 'any') return body === '' ? [] : shapeFaults(shapeOf(response), response);
  const mediaType = shape === 'problem' || shape === 'admin' ? problemType : 'application/json';
  if (headers['content-type'] !== mediaType) return [`is ${headers['content-type']}, not ${mediaType}`];
  const value = JSON.parse(body) as { type?: string; title?: string; status?: number; detail?: string };
  if (shape !== 'problem') return errorFaults(shape, value);
  const isWhole = value.type === 'about:blank' && value.status === status && value.title && value.detail;
  return isWhole ? [] : [`is no problem of status ${status}`];
}

/** The shape that a refusal means to have. */
function shapeOf({ headers, body }: RawResponse): Shape {
  if (headers['content-type'] === problemType) return 'problem';
  return body.startsWith('{"errors"') || body.startsWith('{"detail"') ? 'lambda' : 'turso';
}
