import type { Operation } from './operation.ts';
import type { Violation } from './problem.ts';

const noViolations: readonly Violation[] = [];

/**
 * Checks a response against its operation: a documented status, a body exactly where one is documented, and the body's
 * schema.
 *
 * @returns the violations; an empty list for a valid response
 */
export function checkResponse(operation: Operation, status: number, body: unknown): readonly Violation[] {
  const response = operation.responses.get(status);
  if (!response) {
    const documented = [...operation.responses.keys()].join(', ');
    return [{ pointer: '/status', message: `is ${status}; the contract has ${documented}` }];
  }
  if (!response.content) {
    return body === undefined ? noViolations : [{ pointer: '/body', message: 'must be empty' }];
  }
  return response.content.check(body);
}
