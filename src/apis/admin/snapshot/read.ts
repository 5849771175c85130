import type { TransitionKinds } from '../../../sandbox/transitions.ts';
import { snapshotRefusal } from '../refusals.ts';
import type { Contract } from '../../../contract/contract.ts';
import { lazy } from '../../../contract/lazy.ts';
import { Problem, type Violation } from '../../../contract/problem.ts';
import type { Snapshot } from './save.ts';
import { createIntegrityCheck } from './integrity.ts';

/** Checks that a value is a valid snapshot. @throws Problem 422 with a violation for each invalid place */
export type ReadSnapshot = (value: unknown) => Snapshot;

/**
 * Creates the reader of snapshots.
 *
 * @param contracts the mocked APIs, and the admin contract, which has the snapshot's schema
 * @param kinds the transitions that can be pending
 */
export function createSnapshotReader(contracts: readonly Contract[], kinds: TransitionKinds): ReadSnapshot {
  const admin = contracts.find(({ api }) => api.isAdmin);
  const schema = lazy(() => admin?.operations.find(({ id }) => id === 'putSnapshot')?.requestBody);
  const checkIntegrity = createIntegrityCheck(contracts, kinds);
  return (value) => {
    const body = schema();
    if (!body) throw new Error('A snapshot is read by the admin contract, which is not loaded.');
    refuse(value, body.check(value));
    const snapshot = value as Snapshot;
    const violations = checkIntegrity(snapshot);
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
