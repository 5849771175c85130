import type { Operations } from './affected-operations.ts';

/** One difference between the released document and the present one. */
export interface Difference {
  /** The rule that found it, such as `enum-values-removed`; undefined for a difference that breaks no client. */
  readonly rule: string | undefined;
  /** The description, as a sentence. */
  readonly message: string;
  /** JSON Pointer into the released document; for an addition, into the present one. */
  readonly place: string;
  readonly before: unknown;
  readonly after: unknown;
  /** The operations that it affects. */
  readonly operations: Operations;
}

/** Whether a difference breaks clients. */
export function isBreaking({ rule }: Difference): boolean {
  return rule !== undefined;
}
