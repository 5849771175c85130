import type { Contract } from '../contract/contract.ts';
import type { Operation } from '../contract/operation.ts';
import type { Names } from './unique-names.ts';

/**
 * The scenario runs twice, each time with its own things: as the contract has it, and with parameters and properties
 * that the contract does not define.
 */
export type Variant = 'plain' | 'extra';

/** A thing that the run created. */
export interface CreatedResource {
  /** The operation that deletes it. */
  readonly undo: Operation;
  readonly names: ReadonlyMap<string, string>;
  isDeleted: boolean;
}

/** The state of a run. */
export interface RunState {
  readonly contract: Contract;
  readonly token: string;
  /** Values to use instead of the contract's examples of parameters. */
  readonly values: Readonly<Record<string, string>>;
  readonly names: Names;
  /** The names of created things, by parameter. */
  readonly createdNames: Readonly<Record<Variant, Map<string, string>>>;
  /** The statuses of the valid requests, by operation. */
  readonly statuses: Map<string, number>;
  /** Every text in the responses to the first reads: it existed before the run. */
  readonly seen: Set<string>;
  readonly resources: CreatedResource[];
}
