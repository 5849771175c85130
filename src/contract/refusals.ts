import type { JsonValue } from './http-message.ts';
import type { Violation } from './problem.ts';

/** A value that does not fit its place, and what else the request said. */
export interface InvalidValue {
  readonly operationId: string;
  readonly violation: Violation;
  /** That one and all others that were found. */
  readonly violations: readonly Violation[];
  /** Path and query values by name. */
  readonly parameters: Readonly<Record<string, JsonValue>>;
  readonly body: JsonValue | undefined;
}

/** How a service refuses. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  /** What is wrong, where the service has words of its own for that too. */
  readonly violations?: readonly Violation[];
}

/** Words for what does not fit; undefined where it has none after all. */
export type RefusalRule = (unfit: InvalidValue) => Refusal | undefined;

/** The words that a service has for a place (`/path/db_name`) of an operation; undefined where it has none. */
export type FindRefusal = (operationId: string, pointer: string) => RefusalRule | undefined;

/**
 * Builds the look-up from a table. Its keys are pointers, alone or after an operation and a blank:
 * `/path/db_name`, `createAPIToken /path/token_name`; the narrower key wins. In them `*` stands for any item of a list.
 */
export function createRefusals(table: Readonly<Record<string, RefusalRule>>): FindRefusal {
  const entries = new Map(Object.entries(table));
  return (operationId, pointer) => {
    const key = pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*');
    return entries.get(`${operationId} ${key}`) ?? entries.get(key);
  };
}
