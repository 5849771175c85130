import type { Violation } from '../contract/problem.ts';

/** One request and how it was answered: what the log prints and the journal keeps. */
export interface Exchange {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  /** The API's name; undefined where no API was meant. */
  readonly api: string | undefined;
  /** The `operationId`; undefined where none was matched. */
  readonly operation: string | undefined;
  readonly status: number;
  /** Who answered: `example created`, `dynamic`, `refused`. */
  readonly answeredBy: string;
  /** Why a request was refused, in the words of the reply. */
  readonly refusal: string | undefined;
  /** What was tolerated. */
  readonly notes: readonly string[];
  /** Where the request, or else a reply that was held back, broke the contract. */
  readonly violations: readonly Violation[];
  readonly milliseconds: number;
}
