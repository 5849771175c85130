/** A violation of the contract by a request or a response. */
export interface Violation {
  /** JSON Pointer to the value in the message: `/body/location`, `/query/expiration`, `/path/db_name`. */
  readonly pointer: string;
  /** The violated rule, phrased to follow the name of the value: `must be an integer`. */
  readonly message: string;
}

export interface ProblemOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly violations?: readonly Violation[];
  /** A machine-readable code for the API's error body. */
  readonly code?: string | undefined;
}

/**
 * A refusal of a request. Any part may throw one; the pipeline turns it into a response in the shape of the API that
 * was called.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly violations: readonly Violation[];
  readonly code: string | undefined;

  constructor(status: number, message: string, options: ProblemOptions = {}) {
    // A refusal is an ordinary answer and nobody reads its stack. Capturing the stack takes longer than the rest of the
    // refusal, so turn it off.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
    this.status = status;
    this.headers = options.headers ?? {};
    this.violations = options.violations ?? [];
    this.code = options.code;
  }
}
