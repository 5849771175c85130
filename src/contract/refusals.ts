import type { JsonValue } from './http-message.ts';
import type { Violation } from './problem.ts';

/** A value that breaks its schema, with the rest of the request for context. */
export interface InvalidValue {
  readonly operationId: string;
  readonly violation: Violation;
  /** All violations of the request, this one included. */
  readonly violations: readonly Violation[];
  /** Path and query parameters by name. */
  readonly parameters: Readonly<Record<string, JsonValue>>;
  readonly body: JsonValue | undefined;
}

/** A refusal in the words of a service. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  /** The violations in the service's words; the contract's if undefined. */
  readonly violations?: readonly Violation[];
}

/** Words the refusal of an invalid value; returns undefined if the service has no words for it. */
export type RefusalRule = (unfit: InvalidValue) => Refusal | undefined;

/** Finds the rule for a value (`/path/db_name`) of an operation; undefined if there is none. */
export type FindRefusal = (operationId: string, pointer: string) => RefusalRule | undefined;

/**
 * Creates the look-up from a table. A key is a pointer, alone or after an operation and a space: `/path/db_name`,
 * `createAPIToken /path/token_name`. The key with an operation takes precedence.
 */
export function createRefusals(table: Readonly<Record<string, RefusalRule>>): FindRefusal {
  const entries = new Map(Object.entries(table));
  return (operationId, pointer) => {
    const key = pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*');
    return entries.get(`${operationId} ${key}`) ?? entries.get(key);
  };
}
