import type { TransitionKinds } from '../../../sandbox/transitions.ts';
import { snapshotRefusal } from '../refusals.ts';
import type { Contract } from '../../../contract/contract.ts';
import { Problem, type Violation } from '../../../contract/problem.ts';
import type { Snapshot } from './save.ts';
import { createIntegrityCheck } from './integrity.ts';

/** Takes a value for a snapshot. @throws Problem 422 that points at each place where it is not sound */
export type ReadSnapshot = (value: unknown) => Snapshot;

/**
 * @param contracts of the APIs that are mocked, and the admin contract, which has the schema
 * @param kinds the changes of status that can be pending
 */
export function createSnapshotReader(contracts: readonly Contract[], kinds: TransitionKinds): ReadSnapshot {
  const own = contracts.find(({ api }) => api.isAdmin);
  const schema = own?.operations.find(({ id }) => id === 'putSnapshot')?.requestBody;
  const checkSoundness = createIntegrityCheck(contracts, kinds);
  return (value) => {
    if (!schema) throw new Error('A snapshot is read by the admin contract, which is not loaded.');
    refuse(value, schema.check(value));
    const snapshot = value as Snapshot;
    const violations = checkSoundness(snapshot);
    refuse(
      value,
      violations.map(({ pointer, message }) => ({ pointer: `/body${pointer}`, message })),
    );
    return snapshot;
  };
}

function refuse(value: unknown, found: readonly Violation[]): void {
  if (found.length === 0) return;
  const { status, message, violations = found } = snapshotRefusal(value, found);
  throw new Problem(status, message, { violations });
}
