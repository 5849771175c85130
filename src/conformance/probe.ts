import type { Operation } from '../contract/operation.ts';
import type { Violation } from '../contract/problem.ts';
import type { ProbeRequest, ProbeResponse } from './send.ts';
import type { RunState } from './run-state.ts';

/** One request of the suite, and what the contract says of its reply. */
export interface Probe {
  readonly operation: Operation;
  /** `valid request`, `without a token`, `body without name`. */
  readonly name: string;
  /** Whether the server may do what is asked, so that a success counts as having reached the operation. */
  readonly isValid: boolean;
  /** A refusal may mean that what it acts on is not ready yet; it is asked again then. */
  readonly retriesUntilReady: boolean;
  /** Undefined when what it acts on could not be had. */
  request(state: RunState): ProbeRequest | undefined;
  /** What of the reply breaks the contract. */
  judge(reply: ProbeResponse, state: RunState): readonly Violation[];
  /** Keeps what later probes need. */
  keep(reply: ProbeResponse, request: ProbeRequest, state: RunState): void;
}

/** What the server answered a probe that broke the contract. */
export interface ConformanceViolation {
  readonly operation: string;
  readonly probe: string;
  readonly request: { readonly method: string; readonly path: string };
  /** 0 when there was no reply. */
  readonly status: number;
  /** JSON Pointer into the reply: `/status`, `/headers/content-type`, `/body/database/Name`. */
  readonly pointer: string;
  readonly message: string;
}
