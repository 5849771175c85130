import type { Operation } from './operation.ts';
import type { Violation } from './problem.ts';

const sound: readonly Violation[] = [];

/**
 * Holds a response to its operation: a documented status, a body where one is documented and none where not, and the
 * body to its schema.
 *
 * @returns what breaks the contract; an empty list when nothing does
 */
export function checkResponse(operation: Operation, status: number, body: unknown): readonly Violation[] {
  const response = operation.responses.get(status);
  if (!response) {
    const documented = [...operation.responses.keys()].join(', ');
    return [{ pointer: '/status', message: `is ${status}; the contract has ${documented}` }];
  }
  if (!response.content) {
    return body === undefined ? sound : [{ pointer: '/body', message: 'must be empty' }];
  }
  return response.content.check(body);
}
