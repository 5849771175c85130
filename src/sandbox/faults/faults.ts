import type { Contract } from '../../contract/contract.ts';
import type { Operation } from '../../contract/operation.ts';
import { type NewFault, type Operations, validateFault } from './validate.ts';
import { requireCapacity, resourceLimits } from '../limits.ts';

/** A rule and what it has done. */
export interface Fault extends NewFault {
  readonly id: number;
  readonly probability: number;
  readonly seed: number;
  readonly fired: number;
}

/** The rules by which calls go wrong. */
export interface Faults {
  /** @throws Problem 400 for an operation, a status or an example that no contract has, or what does nothing there */
  add(fault: NewFault): Fault;
  all(): Fault[];
  /** @returns the rule, undefined when there is none of that number */
  remove(id: number): Fault | undefined;
  /** @returns how many there were */
  clear(): number;
  /** Takes the operations of contracts that were read anew; the rules stay. */
  follow(contracts: readonly Contract[]): void;
  /** The first rule that hits this call; it counts as fired. */
  take(operation: Operation): Fault | undefined;
}

interface Rule {
  fault: Fault;
  readonly draw: () => number;
}

/** Unless another is asked for. */
const defaultSeed = 1;

/**
 * @param contracts the APIs that are mocked
 * @param transitionOperations the ids of the operations that start a change of status
 */
export function createFaults(contracts: readonly Contract[], transitionOperations: readonly string[]): Faults {
  let operations = operationsOf(contracts);
  let rules: Rule[] = [];
  let lastId = 0;

  return {
    add(asked) {
      validateFault(asked, operations, transitionOperations);
      requireCapacity(resourceLimits, 'faults', (limit) => rules.length < limit);
      const { probability = 1, seed = defaultSeed } = asked;
      const fault = { ...asked, id: ++lastId, probability, seed, fired: 0 };
      rules.push({ fault, draw: createDraw(seed) });
      return fault;
    },
    all: () => rules.map(({ fault }) => fault),
    remove(id) {
      const found = rules.find(({ fault }) => fault.id === id);
      rules = rules.filter((rule) => rule !== found);
      return found?.fault;
    },
    clear() {
      const count = rules.length;
      rules = [];
      return count;
    },
    follow(current) {
      operations = operationsOf(current);
    },
    take(called) {
      for (const rule of rules) {
        const { operation, count, probability, fired } = rule.fault;
        if (operation !== '*' && operation !== called.id) continue;
        if (count === 0 || !canAct(rule.fault, called, transitionOperations)) continue;
        if (probability < 1 && rule.draw() >= probability) continue;
        rule.fault = { ...rule.fault, fired: fired + 1, ...(count !== undefined && { count: count - 1 }) };
        return rule.fault;
      }
      return undefined;
    },
  };
}

/** By id; editions of an API share ids. */
function operationsOf(contracts: readonly Contract[]): Operations {
  const byId = new Map<string, Operation[]>();
  for (const operation of contracts.flatMap((contract) => contract.operations)) {
    const found = byId.get(operation.id);
    if (found) found.push(operation);
    else byId.set(operation.id, [operation]);
  }
  return byId;
}

/** Whether a rule for every operation could do anything to this one; a rule for one operation can. */
function canAct(
  { action, status, example }: NewFault,
  operation: Operation,
  transitionOperations: readonly string[],
): boolean {
  if (action === 'fail-transition') return transitionOperations.includes(operation.id);
  if (status === undefined) return true;
  const response = operation.responses.get(status);
  return response !== undefined && (example === undefined || response.content?.examples.has(example) === true);
}

/** Numbers from 0 up to 1 that follow from a seed (mulberry32). */
function createDraw(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
