import type { Contract } from '../contract/contract.ts';
import type { Operation } from '../contract/operation.ts';
import { valueAt } from '../contract/json-pointer.ts';
import { linkedParameters } from './links.ts';
import type { ProbeRequest } from './send.ts';
import type { ProbeResponse } from './send.ts';
import type { RunState, Variant } from './run-state.ts';
import type { ScenarioStep } from './scenarios.ts';

/**
 * Keeps what later probes need of a reply.
 *
 * @param track undefined for a request that was not valid
 */
export type Capture = (
  reply: ProbeResponse,
  request: ProbeRequest,
  state: RunState,
  track: Variant | undefined,
) => void;

export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** What a read shows was there before: nothing of it is ever changed. */
export const captureRead: Capture = ({ status, json }, _request, { seen }) => {
  if (isSuccess(status)) collect(json, seen);
};

function collect(value: unknown, texts: Set<string>): void {
  if (typeof value === 'string' || typeof value === 'number') texts.add(String(value));
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) collect(part, texts);
}

/** What a scene has created, found or taken away. */
export function captureCreated(contract: Contract, scene: ScenarioStep, words: ReadonlySet<string>): Capture {
  const { operation, makes = {}, finds, undo } = scene;
  const made = new Set(Object.values(makes));
  const madeInBody = new Set(
    Object.keys(makes)
      .filter((place) => place.startsWith('/body/'))
      .map((place) => makes[place]),
  );
  return (reply, request, state, track) => {
    if (!isSuccess(reply.status)) return;
    const names = new Map(request.names);
    const isWithinOwn = operation.parameters.some(({ name }) => words.has(name) && !made.has(name) && names.has(name));
    for (const [name, value] of givenNames(contract, operation, reply)) {
      // A request has named what it creates, unless its body was broken: only the reply can say then.
      if (made.has(name) && (track || !madeInBody.has(name))) continue;
      // What was there before is never taken for new, whatever the reply says.
      if (isWithinOwn || !state.seen.has(value)) names.set(name, value);
    }
    const found = finds?.find(reply.json, names.get(finds.by) ?? '');
    if (finds && found !== undefined) names.set(finds.what, String(found));
    if (track) for (const [name, value] of names) state.tracks[track].set(name, value);
    if (undo) state.things.push({ undo, names, gone: false });
    for (const thing of state.things) if (thing.undo === operation && isSame(thing.names, names)) thing.gone = true;
  };
}

/** What the reply calls the new thing, as far as it fits where such a name goes. */
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

/** Two sets of names mean one thing when they differ in nothing that both have. */
function isSame(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return [...one].every(([name, value]) => !other.has(name) || other.get(name) === value);
}
