import type * as fc from 'fast-check';
import type { Faults } from './judge.ts';
import type { Session } from './session.ts';

/** One thing to try, in as many ways as an arbitrary makes. */
export interface Case<T = unknown> {
  /** The `operationId`, or the path where it is about one. */
  readonly operation: string;
  /** The part of the request: `/body/location`, `/query/limit`; empty for the whole. */
  readonly place: string;
  readonly kind: string;
  readonly arbitrary: fc.Arbitrary<T>;
  /** Sends what is to be sent. @returns what is wrong with the responses */
  readonly check: (session: Session, value: T) => Promise<Faults>;
  /** How often it is tried, beside the others. */
  readonly weight: number;
  /** How many requests it takes at least. */
  readonly cost: number;
}

export function caseOf<T>(
  operation: string,
  place: string,
  kind: string,
  arbitrary: fc.Arbitrary<T>,
  check: Case<T>['check'],
  { weight = 1, cost = 1 }: { readonly weight?: number; readonly cost?: number } = {},
): Case {
  return { operation, place, kind, arbitrary, check, weight, cost } as Case;
}

/** The name in a report and for `--only`: `createDatabase /body/name too long`. */
export function nameOf({ operation, place, kind }: Case): string {
  return [operation, place, kind].filter((part) => part !== '').join(' ');
}
