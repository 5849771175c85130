import { readFileSync } from 'node:fs';
import type { GateFigures } from '../gate/gate.ts';
import type { SqlLoadReport } from '../load/sql/load.ts';

/** The results of `npm run load`. */
export interface LoadFigures {
  readonly seed: number;
  readonly requests: number;
  readonly connections: number;
  readonly unanswered: number;
  readonly violations: number;
  readonly seconds: number;
  readonly asked: Readonly<Record<string, number>>;
  /** In bytes. */
  readonly rssByTenth: readonly number[];
}

/** The results of `npm run durability`. */
export interface DurabilityFigures {
  readonly seed: number;
  readonly rounds: number;
  readonly acknowledged: number;
  readonly inFlight: number;
  readonly done: number;
  readonly lost: number;
  readonly halfDone: number;
  readonly seconds: number;
}

/** The results of `npm run durability -- --sql`. */
export interface SqlDurabilityFigures extends DurabilityFigures {
  /** The number of rounds in which a process that runs SQL was killed before the server. */
  readonly childrenKilled: number;
}

/** The results of `npm run load:sql`. */
export interface SqlLoadFigures extends SqlLoadReport {
  /** After a minute without SQL, beside the start. */
  readonly left: { readonly processes: number; readonly handles: number };
}

export interface TrustFigures {
  readonly gate: GateFigures;
  readonly load: LoadFigures;
  readonly durability: DurabilityFigures;
  readonly sqlLoad: SqlLoadFigures;
  readonly sqlDurability: SqlDurabilityFigures;
}

/** The last long runs that were kept. */
export function readFigures(): TrustFigures {
  return {
    gate: read('gate') as GateFigures,
    load: read('load') as LoadFigures,
    durability: read('durability') as DurabilityFigures,
    sqlLoad: read('load-sql') as SqlLoadFigures,
    sqlDurability: read('durability-sql') as SqlDurabilityFigures,
  };
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`figures/${name}.json`, import.meta.url), 'utf8'));
}
