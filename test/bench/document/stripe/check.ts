import type { Contract } from '../../../../src/contract/contract.ts';
import { ownResponseFor } from '../../../../src/contract/responses.ts';
import type { Reply } from '../../measure/ask.ts';
import type { StripeCase } from './cases.ts';

/** How a response breaks the document; undefined for a correct one. */
export function flawOf(contract: Contract, each: StripeCase, { status, body }: Reply): string | undefined {
  if (!each.statuses.includes(status)) return `answers ${status}`;
  const operation = contract.operations.find(
    ({ method, path }) => method === each.request.method && path === each.path,
  );
  const content = operation && ownResponseFor(operation, status)?.content;
  if (!content) throw new Error(`The document has no response for ${each.request.method} ${each.path}.`);
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return 'the body is no JSON';
  }
  const [violation] = content.check(json);
  return violation && `${violation.pointer} ${violation.message}`;
}
