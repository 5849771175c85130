import type { JsonValue } from './message.ts';
import type { Violation } from './problem.ts';

/** A value that does not fit its place, and what else the request said. */
export interface Unfit {
  readonly operationId: string;
  readonly violation: Violation;
  /** Path and query values by name. */
  readonly parameters: Readonly<Record<string, JsonValue>>;
  readonly body: JsonValue | undefined;
}

/** How a service refuses. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
}

/** The words that a service has for a place (`/path/db_name`) of an operation; undefined where it has none. */
export type Refusals = (operationId: string, pointer: string) => ((unfit: Unfit) => Refusal) | undefined;

/**
 * Builds the look-up from a table. Its keys are pointers, alone or after an operation and a blank:
 * `/path/db_name`, `createAPIToken /path/token_name`; the narrower key wins.
 */
export function refusalsOf(table: Readonly<Record<string, (unfit: Unfit) => Refusal>>): Refusals {
  const entries = new Map(Object.entries(table));
  return (operationId, pointer) => entries.get(`${operationId} ${pointer}`) ?? entries.get(pointer);
}
