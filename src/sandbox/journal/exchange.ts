import type { Violation } from '../../contract/problem.ts';

/** The stations of a request on its way, in order. */
export type Step = 'match' | 'authenticate' | 'validate' | 'answer' | 'check';

/** How a station was passed. */
export interface TrailEntry {
  readonly step: Step;
  readonly outcome: 'ok' | 'refused';
  /** What was found: the operation, the refusal, who answered. */
  readonly detail: string;
}

/** One side of an exchange, as it went over the wire. */
export interface Message {
  readonly headers: Readonly<Record<string, string>>;
  /** UTF-8; cut to what the journal keeps. */
  readonly body: string;
  /** The whole body's size. */
  readonly bodyBytes: number;
}

/** One request and how it was answered: what the log prints and the journal keeps. Credentials are not in it. */
export interface Exchange {
  /** Counts from 1 in each sandbox. */
  readonly id: number;
  /** The name of the sandbox that the request was for. */
  readonly sandbox: string;
  /** Counts from 1 over all sandboxes of a server. */
  readonly sequence: number;
  /** Milliseconds since the epoch, in real time. */
  readonly at: number;
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  /** The API's name; undefined where no API was meant. */
  readonly api: string | undefined;
  /** The `operationId`; undefined where none was matched. */
  readonly operation: string | undefined;
  /** 0 where the connection was dropped in place of an answer. */
  readonly status: number;
  /** Who answered: `sandbox`, `example created`, `dynamic`, `fault 3`, `refused`. */
  readonly answeredBy: string;
  /** Why a request was refused, in the words of the reply. */
  readonly refusal: string | undefined;
  /** What was tolerated. */
  readonly notes: readonly string[];
  /** Where the request, or else a reply that was held back, broke the contract. */
  readonly violations: readonly Violation[];
  readonly durationMilliseconds: number;
  readonly trail: readonly TrailEntry[];
  readonly request: Message;
  readonly response: Message;
}
