import type { Contract } from '../contract/contract.ts';
import type { JsonValue } from '../contract/http-message.ts';
import type { Operation, Parameter } from '../contract/operation.ts';
import { captureCreated, captureRead, type Capture } from './capture.ts';
import { linkedParameters } from './links.ts';
import type { JsonObject, RequestValues } from './request.ts';
import type { RunState, Variant } from './run-state.ts';
import type { ScenarioStep } from './scenarios.ts';

/** The names and bodies for the requests to an operation: from the examples alone, or from a step of the scenario. */
export interface RequestSource {
  readonly operation: Operation;
  /** The name of the valid request's probe. */
  readonly name: string;
  readonly retriesUntilReady: boolean;
  /** Parameters whose value must name something that exists. */
  readonly looksUp: readonly string[];
  /** For a valid request; undefined when the scenario has not created the names it needs. */
  readonly values: (state: RunState, variant: Variant) => RequestValues | undefined;
  /** For a request that must be refused: names of created things, or else invented ones. */
  readonly placeholders: (state: RunState) => RequestValues;
  /** The same, with invented names from one parameter on; undefined when no invented name is valid there. */
  readonly unknown: (state: RunState, from: string) => RequestValues | undefined;
  readonly keep: Capture;
}

/** Takes values from the contract's examples, for operations that change nothing. */
export function sourceFromExamples(operation: Operation): RequestSource {
  const examples: RequestValues = { names: new Map(), body: undefined };
  return {
    operation,
    name: 'valid request',
    retriesUntilReady: false,
    looksUp: pathParameters(operation).map(({ name }) => name),
    values: () => examples,
    placeholders: () => examples,
    unknown: (state, from) => unknownFrom(state, operation, examples, from),
    keep: captureRead,
  };
}

/** Takes values from a step of the scenario, which acts on things that earlier steps created. */
export function sourceFromStep(
  contract: Contract,
  scenario: readonly ScenarioStep[],
  step: ScenarioStep,
): RequestSource {
  const { operation, makes = {}, takes = {}, sets = {}, keeps = [], retriesUntilReady = false } = step;
  const words = wordsOf(contract, scenario.slice(0, scenario.indexOf(step) + 1));
  const made = Object.values(makes);
  const looksUp = [...pathParameters(operation).map(({ name }) => name), ...Object.values(takes)].filter(
    (name) => !made.includes(name),
  );
  const needed = looksUp.filter((name) => words.has(name) && !(name in sets));
  const values = (state: RunState, names: Map<string, string>): RequestValues => {
    for (const word of made) names.set(word, step.isShort ? state.names.nextShort() : state.names.next());
    for (const [name, value] of Object.entries(sets)) names.set(name, value);
    const body = bodyOf(step, names);
    return { names: new Map([...names].filter(([name]) => !keeps.includes(name))), body };
  };
  const placeholders = (state: RunState): RequestValues => {
    const names = new Map(state.createdNames.plain);
    for (const name of needed.filter((each) => !names.has(each))) {
      names.set(name, inventValue(state, operation, name) ?? state.names.next());
    }
    return values(state, names);
  };
  return {
    operation,
    name: operation.method === 'GET' ? 'valid request, of what was created' : 'valid request',
    retriesUntilReady,
    looksUp,
    values(state, variant) {
      const names = new Map(state.createdNames[variant]);
      return needed.every((name) => names.has(name)) ? values(state, names) : undefined;
    },
    placeholders,
    unknown(state, from) {
      const unknown = unknownFrom(state, operation, placeholders(state), from);
      return unknown && { ...unknown, body: bodyOf(step, unknown.names) };
    },
    keep: captureCreated(contract, step, words),
  };
}

/** The parameters whose values come from things that the scenario creates. */
function wordsOf(contract: Contract, scenario: readonly ScenarioStep[]): ReadonlySet<string> {
  return new Set(
    scenario.flatMap(({ operation, makes = {}, finds }) => [
      ...Object.values(makes),
      ...[...operation.responses.keys()].flatMap((status) => [...linkedParameters(contract, operation, status).keys()]),
      ...(finds ? [finds.what] : []),
    ]),
  );
}

/** The example of a step's body, with the names that the run generated. */
function bodyOf(step: ScenarioStep, names: ReadonlyMap<string, string>): JsonObject | undefined {
  const declared = step.operation.requestBody;
  if (!declared) return undefined;
  const example = step.body === undefined ? [...declared.examples.values()][0] : declared.examples.get(step.body);
  const body = { ...(example as JsonObject) };
  for (const [place, word] of Object.entries({ ...step.makes, ...step.takes })) {
    const property = place.startsWith('/body/') ? place.slice('/body/'.length) : undefined;
    const field = property === undefined ? undefined : declared.fields.get(property);
    // A file's name is not its content.
    if (property === undefined || !field || field.isFile) continue;
    body[property] = field.read(names.get(word)!);
  }
  return body;
}

/**
 * Replaces the names of a parameter and of those after it in the path by invented ones. Servers look paths up from left
 * to right.
 */
function unknownFrom(
  state: RunState,
  operation: Operation,
  { names, body }: RequestValues,
  from: string,
): RequestValues | undefined {
  const unknown = new Map(names);
  const order = pathParameters(operation).map(({ name }) => name);
  for (const name of order.includes(from) ? order.slice(order.indexOf(from)) : [from]) {
    const value = inventValue(state, operation, name);
    if (value === undefined) return undefined;
    unknown.set(name, value);
  }
  return { names: unknown, body };
}

/**
 * Invents a valid value for a parameter, or a property of that name, that names nothing; undefined when there is none.
 */
export function inventValue({ names }: RunState, operation: Operation, name: string): string | undefined {
  const parameter = pathParameters(operation).find((candidate) => candidate.name === name);
  return names.nextMatching((text) => {
    if (parameter) return parameter.check(parameter.read(text)).length === 0;
    const declared = operation.requestBody!;
    const value: JsonValue = declared.fields.get(name)?.read(text) ?? text;
    return declared.check({ ...([...declared.examples.values()][0] as JsonObject), [name]: value }).length === 0;
  });
}

/** The path parameters in the order of the path. */
function pathParameters({ path, parameters }: Operation): Parameter[] {
  return parameters
    .filter((parameter) => parameter.in === 'path')
    .toSorted((one, other) => path.indexOf(`{${one.name}}`) - path.indexOf(`{${other.name}}`));
}
