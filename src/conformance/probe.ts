import type { Operation } from '../contract/operation.ts';
import type { Violation } from '../contract/problem.ts';
import type { ProbeRequest, ProbeResponse } from './send.ts';
import type { RunState } from './run-state.ts';

/** One request of the suite, and the check of its response. */
export interface Probe {
  readonly operation: Operation;
  /** For example `valid request`, `without a token` or `body without name`. */
  readonly name: string;
  /** Whether the request is valid, so that a success counts as having reached the operation. */
  readonly isValid: boolean;
  /** Whether to retry a refusal, because the resource may not be ready yet. */
  readonly retriesUntilReady: boolean;
  /** Builds the request; undefined when the resource that it needs could not be created. */
  request(state: RunState): ProbeRequest | undefined;
  /** Finds how the response breaks the contract. */
  judge(reply: ProbeResponse, state: RunState): readonly Violation[];
  /** Keeps the values that later probes need. */
  keep(reply: ProbeResponse, request: ProbeRequest, state: RunState): void;
}

/** A violation of the contract in a response, with its probe and request. */
export interface ConformanceViolation {
  readonly operation: string;
  readonly probe: string;
  readonly request: { readonly method: string; readonly path: string };
  /** 0 when there was no response. */
  readonly status: number;
  /** JSON Pointer into the response: `/status`, `/headers/content-type`, `/body/database/Name`. */
  readonly pointer: string;
  readonly message: string;
}
