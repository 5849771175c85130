import type { Contract } from '../../contract/contract.ts';
import type { Operation } from '../../contract/operation.ts';
import { type NewFault, type Operations, validateFault } from './validate.ts';
import { requireCapacity, resourceLimits } from '../limits.ts';

/** A fault rule, with the number of times it fired. */
export interface Fault extends NewFault {
  readonly id: number;
  readonly probability: number;
  readonly seed: number;
  readonly fired: number;
}

/** The fault rules of a sandbox. */
export interface Faults {
  /**
   * Adds a rule. @throws Problem 400 for an undocumented operation, status or example, and for a rule without effect
   */
  add(fault: NewFault): Fault;
  all(): Fault[];
  /** Removes a rule. @returns the rule; undefined if there is none with this id */
  remove(id: number): Fault | undefined;
  /** Removes all rules. @returns how many there were */
  clear(): number;
  /** Switches to the operations of reloaded contracts. Keeps the rules. */
  follow(contracts: readonly Contract[]): void;
  /** Finds the first rule that applies to a call, and counts it as fired. */
  take(operation: Operation): Fault | undefined;
}

interface Rule {
  fault: Fault;
  readonly draw: () => number;
}

/** The seed of rules that state none. */
const defaultSeed = 1;

/**
 * Creates an empty set of fault rules.
 *
 * @param contracts the contracts of the mocked APIs
 * @param transitionOperations ids of the operations that start a transition
 */
export function createFaults(contracts: readonly Contract[], transitionOperations: readonly string[]): Faults {
  let operations = operationsOf(contracts);
  let rules: Rule[] = [];
  let lastId = 0;

  return {
    add(newFault) {
      validateFault(newFault, operations, transitionOperations);
      requireCapacity(resourceLimits, 'faults', (limit) => rules.length < limit);
      const { probability = 1, seed = defaultSeed } = newFault;
      const fault = { ...newFault, id: ++lastId, probability, seed, fired: 0 };
      rules.push({ fault, draw: createDraw(seed) });
      return fault;
    },
    all: () => rules.map(({ fault }) => fault),
    remove(id) {
      const removed = rules.find(({ fault }) => fault.id === id);
      rules = rules.filter((rule) => rule !== removed);
      return removed?.fault;
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

/** Operations by id. Editions of an API share ids. */
function operationsOf(contracts: readonly Contract[]): Operations {
  const byId = new Map<string, Operation[]>();
  for (const operation of contracts.flatMap((contract) => contract.operations)) {
    const editions = byId.get(operation.id);
    if (editions) editions.push(operation);
    else byId.set(operation.id, [operation]);
  }
  return byId;
}

/** Whether a rule for all operations can affect this one. A rule for a single operation always can. */
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

/** Creates a generator of numbers from 0 up to 1 from a seed (mulberry32). */
function createDraw(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
