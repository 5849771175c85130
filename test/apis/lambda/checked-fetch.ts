import { expect } from 'vitest';
import { operationOf } from '../../helpers/operations.ts';
import { faults } from '../../helpers/schemas.ts';

/**
 * A `fetch` that holds each response to the contract, without the server's own code.
 *
 * @param api the document, where several have an operation of the same id
 */
export function checkedFetch(fetch: typeof globalThis.fetch, api?: string): typeof globalThis.fetch {
  return async (...request) => {
    const response = await fetch(...request);
    const id = response.headers.get('mockplane-operation');
    if (id === null) return response;
    const operation = operationOf(id, api);
    const reply = operation.replies.find(({ status }) => status === response.status);
    expect(reply, `${id} documents no ${response.status}`).toBeDefined();
    const text = await response.clone().text();
    if (!reply!.content) expect(text, `the body of ${id} ${response.status}`).toBe('');
    else expect(faults(operation.api, reply!.content.schema, JSON.parse(text)), `${id} ${response.status}`).toEqual([]);
    return response;
  };
}
