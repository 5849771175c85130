import { nearestName } from '../../contract/nearest.ts';
import type { Operation } from '../../contract/operation.ts';
import { Problem } from '../../contract/problem.ts';
import { documentedStatuses, responseFor } from '../../contract/responses.ts';
import type { FaultMatch } from './match.ts';
import { validateAnswer } from './validate-answer.ts';

/** The effect of a fault: see the admin contract. */
export type FaultAction = 'respond' | 'drop' | 'delay' | 'fail-transition';

/** A fault rule to add. */
export interface NewFault {
  /** An `operationId`, the name of a group of operations, or `*` for every operation of the mocked APIs. */
  readonly operation: string;
  readonly action: FaultAction;
  /** The status to respond with, which must be documented. */
  readonly status?: number | undefined;
  /** The name of the example to respond with. */
  readonly example?: string | undefined;
  /** Delay on the clock before the action, in milliseconds. */
  readonly delayMilliseconds?: number | undefined;
  /** From 0 to 1; 1 by default. */
  readonly probability?: number | undefined;
  /** Determines which requests a probability below 1 selects. */
  readonly seed?: number | undefined;
  /** How often the rule may fire; unlimited by default. */
  readonly count?: number | undefined;
  /** How many matching requests pass before the rule fires. */
  readonly skip?: number | undefined;
  /** Limits the rule to requests with these values. */
  readonly match?: FaultMatch | undefined;
  /** The body to respond with in place of an example. */
  readonly body?: unknown;
  /** Headers to respond with. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** The operations that a rule may name, by id. Each edition with the operation has an entry. */
export type Operations = ReadonlyMap<string, readonly Operation[]>;

/** The ids of the operations that a name stands for. */
export type Groups = ReadonlyMap<string, readonly string[]>;

/**
 * Refuses a fault rule that could have no effect.
 *
 * @throws Problem 400 that lists the alternatives
 */
export function validateFault(
  fault: NewFault,
  operations: Operations,
  groups: Groups,
  transitionOperations: readonly string[],
): void {
  const { operation: id, action, status, example } = fault;
  const isMany = id === '*' || groups.has(id);
  const named = operationsNamed(id, operations, groups);
  if (named.length === 0) {
    refuse('operation', 'is not an operation of a mocked API', unknown(id, operations));
  }
  if (action === 'fail-transition' && id !== '*' && !transitionOperations.includes(id)) {
    refuse('operation', 'begins no transition', `${id} begins no transition; ${listed(transitionOperations)} do`);
  }
  refuseUnknownParameters(fault, named);
  if (action !== 'respond') {
    for (const property of ['status', 'example', 'body', 'headers'] as const) {
      if (fault[property] === undefined) continue;
      const message = 'goes only with the action respond';
      refuse(property, message, `${property} ${message}, not with ${action}`);
    }
    return;
  }
  if (status === undefined) refuse('status', 'is required', 'status is required');
  if (isMany && fault.body !== undefined) {
    refuse('body', 'goes only with one operation', `body goes only with one operation, not with ${id}`);
  }
  if (fault.body !== undefined && example !== undefined) {
    refuse(
      'example',
      'goes not with a body',
      'a rule answers with an example or with a body of its own, not with both',
    );
  }
  if (id === '*') refuseNowhere(status, example, operations);
  else refuseUndocumented(id, named, status, example);
  validateAnswer(fault, isMany ? [] : named);
}

/** The operations that a rule is for, in each of their editions. */
function operationsNamed(id: string, operations: Operations, groups: Groups): Operation[] {
  if (id === '*') return [...operations.values()].flat();
  return (groups.get(id) ?? [id]).flatMap((each) => operations.get(each) ?? []);
}

function refuseUnknownParameters({ operation: id, match = {} }: NewFault, named: readonly Operation[]): void {
  for (const place of ['path', 'query'] as const) {
    const known = new Set(
      named.flatMap(({ parameters }) => parameters.filter((each) => each.in === place).map(({ name }) => name)),
    );
    const unknownName = Object.keys(match[place] ?? {}).find((name) => !known.has(name));
    if (unknownName === undefined) continue;
    const of = id === '*' ? 'any operation' : id;
    const has = id === '*' ? '' : `; it has ${[...known].join(', ') || 'none'}`;
    const detail = `${id === '*' ? 'no operation' : id} has ${id === '*' ? 'a' : 'no'} ${place} parameter ${unknownName}${has}`;
    refuse(`match/${place}/${unknownName}`, `is no ${place} parameter of ${of}`, detail);
  }
}

function refuseUndocumented(
  id: string,
  operations: readonly Operation[],
  status: number,
  example: string | undefined,
): void {
  const responses = operations.flatMap((operation) => responseFor(operation, status) ?? []);
  if (responses.length === 0) {
    const has = [...new Set(operations.flatMap(documentedStatuses))].join(', ');
    refuse('status', `is not documented for ${id}`, `${id} has no status ${status}; it has ${has}`);
  }
  const examples = [...new Set(responses.flatMap(({ content }) => [...(content?.examples.keys() ?? [])]))];
  if (example === undefined || examples.includes(example)) return;
  const has = examples.join(', ') || 'none';
  const detail = `${id} ${status} has no example ${example}; it has ${has}`;
  refuse('example', `is not documented for ${id} ${status}`, detail);
}

function refuseNowhere(status: number, example: string | undefined, operations: Operations): void {
  const responses = [...operations.values()].flat().flatMap((operation) => responseFor(operation, status) ?? []);
  if (responses.length === 0) {
    refuse('status', 'is not documented for any operation', `no operation has status ${status}`);
  }
  if (example === undefined || responses.some(({ content }) => content?.examples.has(example))) return;
  const detail = `no operation has an example ${example} of status ${status}`;
  refuse('example', `is not documented for any operation's ${status}`, detail);
}

function refuse(property: string, message: string, detail: string): never {
  throw new Problem(400, detail, { violations: [{ pointer: `/body/${property}`, message }] });
}

/** `a, b and c` */
function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function unknown(id: string, operations: Operations): string {
  const near = nearestName(id, operations.keys());
  return `there is no operation ${id}; ${near === undefined ? 'see /docs/ for the list' : `did you mean ${near}?`}`;
}
