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
  /** The tolerated deviations, also of a request that is then refused. */
  readonly notes: string[];
  readonly entries: TrailEntry[];
  /** Records that the request passed a step. */
  pass(step: Step, detail: string): void;
  /** Records that the request stopped at a step; by default the one after the last step passed. */
  stop(detail: string, step?: Step): void;
}

export function startTrail(): Trail {
  const entries: TrailEntry[] = [];
  return {
    sandbox: undefined,
    contract: undefined,
    operation: undefined,
    preferences: {},
    notes: [],
    entries,
    pass(step, detail) {
      entries.push({ step, outcome: 'ok', detail });
    },
    stop(detail, step = steps[entries.length] ?? 'check') {
      entries.push({ step, outcome: 'refused', detail });
    },
  };
}
