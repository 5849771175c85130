import type { Operations } from './affected-operations.ts';

/** One way in which a document is not what it was. */
export interface Difference {
  /** What was looked for: `enum-values-removed`; undefined for what breaks nobody. */
  readonly rule: string | undefined;
  /** A sentence. */
  readonly message: string;
  /** JSON Pointer into the document that was, or into the one that is for what was added. */
  readonly place: string;
  readonly before: unknown;
  readonly after: unknown;
  /** The operations that it reaches. */
  readonly operations: Operations;
}

export function isBreaking({ rule }: Difference): boolean {
  return rule !== undefined;
}
