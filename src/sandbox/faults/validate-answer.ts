import { checkResponse } from '../../contract/check.ts';
import type { Operation } from '../../contract/operation.ts';
import { Problem } from '../../contract/problem.ts';
import { responseFor } from '../../contract/responses.ts';

/** The answer of a rule. */
export interface FaultAnswer {
  readonly operation: string;
  readonly status?: number | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Headers that frame the message, or that say how it was answered. */
const reserved =
  /^(?:connection|content-length|content-type|date|keep-alive|te|trailer|transfer-encoding|upgrade|mockplane-.*)$/;
const token = /^[\w!#$%&'*+.^`|~-]+$/;

/**
 * Checks the body and headers that a rule answers with.
 *
 * @param operations the editions of the rule's operation
 * @throws Problem 400 for a body that no edition documents, and for a header that cannot be set
 */
export function validateAnswer(
  { operation: id, status, body, headers = {} }: FaultAnswer,
  operations: readonly Operation[],
) {
  for (const name of Object.keys(headers)) {
    if (token.test(name) && !reserved.test(name.toLowerCase())) continue;
    const violations = [{ pointer: `/body/headers/${name}`, message: 'cannot be set' }];
    throw new Problem(400, `header ${name} cannot be set`, { violations });
  }
  if (body === undefined) return;
  const found = operations
    .filter((operation) => responseFor(operation, status!) !== undefined)
    .map((operation) => checkResponse(operation, status!, body));
  const [first = []] = found;
  if (found.some((violations) => violations.length === 0)) return;
  const violations = first.map(({ pointer, message }) => ({ pointer: `/body${pointer}`, message }));
  throw new Problem(400, `the body does not fit what ${id} documents for ${status}`, { violations });
}
