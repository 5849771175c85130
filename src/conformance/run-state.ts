import type { Contract } from '../contract/contract.ts';
import type { Operation } from '../contract/operation.ts';
import type { Names } from './unique-names.ts';

/**
 * The story is told twice, with things of its own each time: as the contract has it, and with parameters and
 * properties that the contract does not know.
 */
export type Variant = 'plain' | 'extra';

/** Something that the suite has created. */
export interface CreatedResource {
  /** What takes it away. */
  readonly undo: Operation;
  readonly names: ReadonlyMap<string, string>;
  gone: boolean;
}

/** What the suite knows while it runs. */
export interface RunState {
  readonly contract: Contract;
  readonly token: string;
  /** Values that stand in for the examples of parameters. */
  readonly values: Readonly<Record<string, string>>;
  readonly names: Names;
  /** What has been created, by the parameter that names it. */
  readonly tracks: Readonly<Record<Variant, Map<string, string>>>;
  /** How valid requests were answered, by operation. */
  readonly statuses: Map<string, number>;
  /** Every text of the replies to the reads: what was there before. */
  readonly seen: Set<string>;
  readonly things: CreatedResource[];
}
