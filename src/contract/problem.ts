/** A value of a message that breaks the contract, and where. */
export interface Violation {
  /** JSON Pointer into the message: `/body/location`, `/query/expiration`, `/path/db_name`. */
  readonly pointer: string;
  /** What is wrong with it, in words that follow the place's name: `must be an integer`. */
  readonly message: string;
}

export interface ProblemOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly violations?: readonly Violation[];
  /** A word for the field of the API's error body that programs read. */
  readonly code?: string | undefined;
}

/**
 * A refusal. Whoever finds a request wanting throws one; the pipeline turns it into a response once, in the shape of
 * the API that was asked.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly violations: readonly Violation[];
  readonly code: string | undefined;

  constructor(status: number, message: string, options: ProblemOptions = {}) {
    // A refusal is an answer like any other: nobody asks for its stack, which takes longer than all the rest of it.
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
