import { describeFaults, type FaultTrace } from '../contract/fault-trace.ts';
import type { Contract } from '../contract/contract.ts';
import type { Operation } from '../contract/operation.ts';
import type { Preferences } from '../contract/preferences.ts';
import { type Step, steps, type TrailEntry } from '../sandbox/journal/exchange.ts';

/** The findings about a request as it passes the steps. */
export interface Trail {
  /** The name of the request's sandbox; undefined until it is located. */
  sandbox: string | undefined;
  contract: Contract | undefined;
  operation: Operation | undefined;
  preferences: Preferences;
  /** The `Accept` header, where responses are negotiated. */
  accept: string | undefined;
  /** The tolerated deviations, also of a request that is then refused. */
  readonly notes: string[];
  /** The fault rules that matched the request. */
  readonly faults: FaultTrace[];
  readonly entries: TrailEntry[];
  /** When the request came, in milliseconds of `performance.now`. */
  readonly startedAt: number;
  /** When each entry was added. */
  readonly times: number[];
  /** Records that the request passed a step. */
  pass(step: Step, detail: string): void;
  /** Records that the request stopped at a step; by default the one after the last step passed. */
  stop(detail: string, step?: Step): void;
}

export function startTrail(startedAt = performance.now()): Trail {
  const times: number[] = [];
  const entries: TrailEntry[] = [];
  const faults: FaultTrace[] = [];
  const add = (step: Step, outcome: TrailEntry['outcome'], detail: string): void => {
    times.push(performance.now());
    const hasMore = step === 'answer' && faults.length > 0;
    entries.push({ step, outcome, detail: hasMore ? [detail, ...describeFaults(faults)].join('; ') : detail });
  };
  return {
    sandbox: undefined,
    contract: undefined,
    operation: undefined,
    preferences: {},
    accept: undefined,
    notes: [],
    faults,
    entries,
    startedAt,
    times,
    pass(step, detail) {
      add(step, 'ok', detail);
    },
    stop(detail, step = steps[entries.length] ?? 'check') {
      add(step, 'refused', detail);
    },
  };
}
