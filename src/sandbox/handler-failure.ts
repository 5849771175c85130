import { Problem, type Violation } from '../contract/problem.ts';

/** A handler of one's own failed. The caller gets a 500 that says which one and why, whether the document has a 500 or not. */
export class HandlerFailure extends Problem {
  constructor(message: string, violations: readonly Violation[] = []) {
    super(500, message, { violations });
  }
}
