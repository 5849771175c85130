import type { ExecutedSql, RecordedChanges } from '../../contract/call.ts';
import type { FaultTrace } from '../../contract/fault-trace.ts';
import type { Violation } from '../../contract/problem.ts';

/** The steps of the pipeline, in the order in which a request passes them. */
export const steps = ['match', 'authenticate', 'validate', 'answer', 'check'] as const;

export type Step = (typeof steps)[number];

/** The outcome of a step. */
export interface TrailEntry {
  readonly step: Step;
  readonly outcome: 'ok' | 'refused';
  /** The finding: the operation, the refusal, the source of the answer. */
  readonly detail: string;
}

/** The request or the response of an exchange, as sent. */
export interface Message {
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded as UTF-8, redacted and truncated for the journal. */
  readonly body: string;
  /** Size of the whole body. */
  readonly bodyBytes: number;
}

/** A request and its response, as in the log and the journal. Credentials are redacted. */
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
  /** The API's name; undefined if the path belongs to no API. */
  readonly api: string | undefined;
  /** The `operationId`; undefined if no operation was matched. */
  readonly operation: string | undefined;
  /** 0 if the connection was dropped. */
  readonly status: number;
  /** The source of the answer: `sandbox`, `example created`, `dynamic`, `fault 3`, `refused`. */
  readonly answeredBy: string;
  /** The fault rules that matched the request, in the order in which they were tried. */
  readonly faults: readonly FaultTrace[];
  /** The reason of the refusal, in the words of the response. */
  readonly refusal: string | undefined;
  /** Tolerated deviations from the contract. */
  readonly notes: readonly string[];
  /** Violations in the request, or in an answer that was replaced by a 500. */
  readonly violations: readonly Violation[];
  readonly durationMilliseconds: number;
  readonly trail: readonly TrailEntry[];
  readonly request: Message;
  readonly response: Message;
  /** The SQL that it ran; undefined for what runs none. */
  readonly sql?: ExecutedSql | undefined;
  /** The rows of the state that it changed; undefined if it changed none. */
  readonly changes?: RecordedChanges | undefined;
}
