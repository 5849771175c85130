import type { Contract } from '../contract/contract.ts';
import type { Operation } from '../contract/operation.ts';
import type { Preferences } from '../contract/preferences.ts';
import { type Step, steps, type TrailEntry } from '../sandbox/journal/exchange.ts';

/** What is found out about a request on its way. */
export interface Trail {
  /** The sandbox that the request is for; undefined until it is known. */
  sandbox: string | undefined;
  contract: Contract | undefined;
  operation: Operation | undefined;
  preferences: Preferences;
  notes: readonly string[];
  readonly entries: TrailEntry[];
  /** A station was passed. */
  pass(step: Step, detail: string): void;
  /** The request goes no further than a station: the one after the last that was passed, unless given. */
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
