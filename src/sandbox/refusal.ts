import type { Operation } from '../contract/operation.ts';
import { Problem } from '../contract/problem.ts';
import { StorageError } from './store/storage-error.ts';

/** Insufficient Storage (RFC 4918): any operation can end with it, where the state is kept in a directory. */
const notStored = 507;

/** What a request is refused with when its handler throws: a documented problem as it is, anything else as a defect. */
export function refusalOf(error: unknown, { id, responses }: Operation): unknown {
  if (error instanceof StorageError) return new Problem(notStored, error.message);
  if (!(error instanceof Problem) || responses.has(error.status)) return error;
  return new Error(`The handler of ${id} refused with ${error.status}, which is not documented.`, { cause: error });
}
