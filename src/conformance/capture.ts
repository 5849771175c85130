import type { Contract } from '../contract/contract.ts';
import type { Operation } from '../contract/operation.ts';
import { valueAt } from '../contract/json-pointer.ts';
import { linkedParameters } from './links.ts';
import type { ProbeRequest } from './send.ts';
import type { ProbeResponse } from './send.ts';
import type { RunState, Variant } from './run-state.ts';
import type { ScenarioStep } from './scenarios.ts';

/**
 * Keeps from a response the values that later probes need.
 *
 * @param variant undefined for an invalid request
 */
export type Capture = (
  reply: ProbeResponse,
  request: ProbeRequest,
  state: RunState,
  variant: Variant | undefined,
) => void;

/** Whether a status is 2xx. */
export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Keeps every text of a read's response: it existed before, and the run never changes it. */
export const captureRead: Capture = ({ status, json }, _request, { seen }) => {
  if (isSuccess(status)) collect(json, seen);
};

function collect(value: unknown, texts: Set<string>): void {
  if (typeof value === 'string' || typeof value === 'number') texts.add(String(value));
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) collect(part, texts);
}

/** Keeps the names of the things that a step created, found or deleted. */
export function captureCreated(contract: Contract, step: ScenarioStep, words: ReadonlySet<string>): Capture {
  const { operation, makes = {}, finds, undo } = step;
  const made = new Set(Object.values(makes));
  const madeInBody = new Set(
    Object.keys(makes)
      .filter((place) => place.startsWith('/body/'))
      .map((place) => makes[place]),
  );
  return (reply, request, state, variant) => {
    if (!isSuccess(reply.status)) return;
    const names = new Map(request.names);
    const isWithinOwn = operation.parameters.some(({ name }) => words.has(name) && !made.has(name) && names.has(name));
    for (const [name, value] of givenNames(contract, operation, reply)) {
      // The request named what it creates, unless its body was invalid. Then only the response has the name.
      if (made.has(name) && (variant || !madeInBody.has(name))) continue;
      // Never take a name that existed before for a new one, whatever the response says.
      if (isWithinOwn || !state.seen.has(value)) names.set(name, value);
    }
    const found = finds?.find(reply.json, names.get(finds.by) ?? '');
    if (finds && found !== undefined) names.set(finds.what, String(found));
    if (variant) for (const [name, value] of names) state.createdNames[variant].set(name, value);
    if (undo) state.resources.push({ undo, names, isDeleted: false });
    for (const resource of state.resources)
      if (resource.undo === operation && isSame(resource.names, names)) resource.isDeleted = true;
  };
}

/** The names that the response gives to the new thing, if they are valid values of their parameters. */
function givenNames(contract: Contract, operation: Operation, { status, json }: ProbeResponse): Map<string, string> {
  const given = new Map<string, string>();
  const documented = operation.responses.has(status) ? status : [...operation.responses.keys()].find(isSuccess)!;
  for (const [name, pointer] of linkedParameters(contract, operation, documented)) {
    const text = String(valueAt(json, pointer));
    const parameter = contract.operations
      .flatMap(({ parameters }) => parameters)
      .find((candidate) => candidate.name === name);
    if (parameter?.check(text).length === 0) given.set(name, text);
  }
  return given;
}

/** Two sets of names mean the same thing when every name that both have is equal. */
function isSame(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return [...one].every(([name, value]) => !other.has(name) || other.get(name) === value);
}
