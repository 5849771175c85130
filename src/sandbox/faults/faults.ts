import { createDraw } from '../draw.ts';
import type { Call } from '../../contract/call.ts';
import type { Contract } from '../../contract/contract.ts';
import type { FaultTrace } from '../../contract/fault-trace.ts';
import { lazy } from '../../contract/lazy.ts';
import type { Operation } from '../../contract/operation.ts';
import { responseFor } from '../../contract/responses.ts';
import { type Groups, type NewFault, type Operations, validateFault } from './validate.ts';
import { matchesCall } from './match.ts';
import { requireCapacity, resourceLimits } from '../limits.ts';

/** A fault rule, with the number of times it fired. */
export interface Fault extends NewFault {
  readonly id: number;
  readonly probability: number;
  readonly seed: number;
  readonly fired: number;
  /** How often a call matched the rule, whether it fired or not. */
  readonly matched: number;
}

/** The rules that a call matched. */
export interface TakenFaults {
  /** The first rule that fires. */
  readonly fault: Fault | undefined;
  /** The rules before it that matched and did not fire. */
  readonly passed: readonly FaultTrace[];
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
  /** Removes all rules. Ids go on. @returns how many there were */
  clear(): number;
  /** Removes all rules. Ids begin anew. */
  reset(): void;
  /** Switches to the operations of reloaded contracts. Keeps the rules. */
  follow(contracts: readonly Contract[]): void;
  /** Finds the first rule that fires at a call, and counts the rules that match and the one that fires. */
  take(call: FaultCall): TakenFaults;
}

/** A call as rules see it. */
export interface FaultCall extends Pick<Call, 'operation' | 'path' | 'query' | 'body'> {
  /** Other operations that the call stands for: a rule for one of them applies as well. */
  readonly also?: readonly Operation[] | undefined;
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
  let operations = lazy(() => operationsOf(contracts));
  let groups = lazy(() => groupsOf(contracts));
  let rules: Rule[] = [];
  let lastId = 0;

  return {
    add(newFault) {
      validateFault(newFault, operations(), groups(), transitionOperations);
      requireCapacity(resourceLimits, 'faults', (limit) => rules.length < limit);
      const { probability = 1, seed = defaultSeed } = newFault;
      const headers = newFault.headers && lowerCased(newFault.headers);
      const fault = { ...newFault, headers, id: ++lastId, probability, seed, fired: 0, matched: 0 };
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
    reset() {
      rules = [];
      lastId = 0;
    },
    follow(current) {
      operations = lazy(() => operationsOf(current));
      groups = lazy(() => groupsOf(current));
    },
    take(call) {
      const passed: FaultTrace[] = [];
      for (const rule of rules) {
        const { id, action, operation } = rule.fault;
        const meant = [call.operation, ...(call.also ?? [])].find(
          ({ id: each }) => operation === '*' || operation === each || groups().get(operation)?.includes(each),
        );
        if (!meant || !canAct(rule.fault, meant, transitionOperations)) continue;
        if (!matchesCall(rule.fault.match, call, operations().get(meant.id) ?? [])) continue;
        const reason = tryRule(rule);
        if (reason === undefined) return { fault: rule.fault, passed };
        passed.push({ id, action, fired: false, reason });
      }
      return { fault: undefined, passed };
    },
  };
}

/** Counts a matching call. @returns why the rule does not fire; undefined if it does */
function tryRule(rule: Rule): string | undefined {
  const fault = { ...rule.fault, matched: rule.fault.matched + 1 };
  rule.fault = fault;
  const { count, skip = 0, probability } = fault;
  if (count === 0) return 'it is spent';
  if (skip > 0) {
    rule.fault = { ...fault, skip: skip - 1 };
    return skip === 1 ? 'it skips this request' : `it skips this request and ${skip - 1} more`;
  }
  if (probability < 1 && rule.draw() >= probability) return `its probability is ${probability}`;
  rule.fault = { ...fault, fired: fault.fired + 1, ...(count !== undefined && { count: count - 1 }) };
  return undefined;
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
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

/** Groups of operations by name. */
function groupsOf(contracts: readonly Contract[]): Groups {
  return new Map(contracts.flatMap(({ api }) => Object.entries(api.groups ?? {})));
}

/** Whether a rule for several operations can affect this one. A rule for a single operation always can. */
function canAct(
  { action, status, example }: NewFault,
  operation: Operation,
  transitionOperations: readonly string[],
): boolean {
  if (action === 'fail-transition') return transitionOperations.includes(operation.id);
  if (status === undefined) return true;
  const response = responseFor(operation, status);
  return response !== undefined && (example === undefined || response.content?.examples.has(example) === true);
}
