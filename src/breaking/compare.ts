import type { Document } from '../../contract/document.ts';
import type { Difference } from './difference.ts';
import { redoclyDifferences } from './redocly-diff.ts';
import { requestDifferences } from './request-rules.ts';
import { affectedOperations } from './affected-operations.ts';

/** Finds all differences between the released document and the present one. */
export async function compare(released: Document, present: Document): Promise<Difference[]> {
  const [operationsOfReleased, operationsOfPresent] = [affectedOperations(released), affectedOperations(present)];
  return [
    ...(await redoclyDifferences(released, present, operationsOfReleased, operationsOfPresent)),
    ...requestDifferences(released, present, operationsOfReleased),
  ];
}
