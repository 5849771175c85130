import type { Document } from '../contract/document.ts';
import type { Difference } from './difference.ts';
import { withExplicitSecurity } from './explicit-security.ts';
import { redoclyDifferences } from './redocly-diff.ts';
import { requestDifferences } from './request-rules.ts';
import { affectedOperations } from './affected-operations.ts';

/**
 * Finds all differences between the released document and the present one.
 *
 * @param folder the project whose Redocly is used; by default that of this one
 * @throws RedoclyMissingError if Redocly is not installed, Error if it cannot compare the documents
 */
export async function compare(before: Document, after: Document, folder?: string): Promise<Difference[]> {
  const [released, present] = withExplicitSecurity(before, after);
  const [operationsOfReleased, operationsOfPresent] = [affectedOperations(released), affectedOperations(present)];
  return [
    ...(await redoclyDifferences(released, present, operationsOfReleased, operationsOfPresent, folder)),
    ...requestDifferences(released, present, operationsOfReleased),
  ];
}
