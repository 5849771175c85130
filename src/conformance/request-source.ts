import type { Contract } from '../contract/contract.ts';
import type { JsonValue } from '../contract/http-message.ts';
import type { Operation, Parameter } from '../contract/operation.ts';
import { captureCreated, captureRead, type Capture } from './capture.ts';
import { linkedParameters } from './links.ts';
import type { JsonObject, RequestValues } from './request.ts';
import type { RunState, Variant } from './run-state.ts';
import type { ScenarioStep } from './scenarios.ts';

/** Where the requests to an operation have their names and bodies from: the examples alone, or a scene of the story. */
export interface RequestSource {
  readonly operation: Operation;
  /** What its valid request is called. */
  readonly name: string;
  readonly retriesUntilReady: boolean;
  /** Parameters whose value names what should be there already. */
  readonly looksUp: readonly string[];
  /** For a request that is valid; undefined when the story has not come so far. */
  readonly lines: (state: RunState, track: Variant) => RequestValues | undefined;
  /** For a request that must be refused: what was created, or else names that nobody has. */
  readonly standIn: (state: RunState) => RequestValues;
  /** The same, with names that nobody has from one parameter on; undefined when no such name fits. */
  readonly unknown: (state: RunState, from: string) => RequestValues | undefined;
  readonly keep: Capture;
}

/** The contract's examples, for operations that change nothing. */
export function sourceFromExamples(operation: Operation): RequestSource {
  const examples: RequestValues = { names: new Map(), body: undefined };
  return {
    operation,
    name: 'valid request',
    retriesUntilReady: false,
    looksUp: pathParameters(operation).map(({ name }) => name),
    lines: () => examples,
    standIn: () => examples,
    unknown: (state, from) => unknownFrom(state, operation, examples, from),
    keep: captureRead,
  };
}

/** A scene: it acts on what the scenes before it have created. */
export function sourceFromStep(contract: Contract, story: readonly ScenarioStep[], scene: ScenarioStep): RequestSource {
  const { operation, makes = {}, takes = {}, sets = {}, keeps = [], retriesUntilReady = false } = scene;
  const words = wordsOf(contract, story.slice(0, story.indexOf(scene) + 1));
  const made = Object.values(makes);
  const looksUp = [...pathParameters(operation).map(({ name }) => name), ...Object.values(takes)].filter(
    (name) => !made.includes(name),
  );
  const needed = looksUp.filter((name) => words.has(name) && !(name in sets));
  const lines = (state: RunState, names: Map<string, string>): RequestValues => {
    for (const word of made) names.set(word, scene.isShort ? state.names.nextShort() : state.names.next());
    for (const [name, value] of Object.entries(sets)) names.set(name, value);
    const body = bodyOf(scene, names);
    return { names: new Map([...names].filter(([name]) => !keeps.includes(name))), body };
  };
  const standIn = (state: RunState): RequestValues => {
    const names = new Map(state.tracks.plain);
    for (const name of needed.filter((each) => !names.has(each))) {
      names.set(name, inventValue(state, operation, name) ?? state.names.next());
    }
    return lines(state, names);
  };
  return {
    operation,
    name: operation.method === 'GET' ? 'valid request, of what was created' : 'valid request',
    retriesUntilReady,
    looksUp,
    lines(state, track) {
      const names = new Map(state.tracks[track]);
      return needed.every((name) => names.has(name)) ? lines(state, names) : undefined;
    },
    standIn,
    unknown(state, from) {
      const unknown = unknownFrom(state, operation, standIn(state), from);
      return unknown && { ...unknown, body: bodyOf(scene, unknown.names) };
    },
    keep: captureCreated(contract, scene, words),
  };
}

/** The parameters whose values come from what the story has created so far. */
function wordsOf(contract: Contract, story: readonly ScenarioStep[]): ReadonlySet<string> {
  return new Set(
    story.flatMap(({ operation, makes = {}, finds }) => [
      ...Object.values(makes),
      ...[...operation.responses.keys()].flatMap((status) => [...linkedParameters(contract, operation, status).keys()]),
      ...(finds ? [finds.what] : []),
    ]),
  );
}

/** The example of a scene's body, with the names that the suite has made. */
function bodyOf(scene: ScenarioStep, names: ReadonlyMap<string, string>): JsonObject | undefined {
  const declared = scene.operation.requestBody;
  if (!declared) return undefined;
  const example = scene.body === undefined ? [...declared.examples.values()][0] : declared.examples.get(scene.body);
  const body = { ...(example as JsonObject) };
  for (const [place, word] of Object.entries({ ...scene.makes, ...scene.takes })) {
    const property = place.startsWith('/body/') ? place.slice('/body/'.length) : undefined;
    const field = property === undefined ? undefined : declared.fields.get(property);
    // The name of a file is not its content.
    if (property === undefined || !field || field.isFile) continue;
    body[property] = field.read(names.get(word)!);
  }
  return body;
}

/** Names that nobody has for a parameter and all that follow it in the path, which is looked up from left to right. */
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

/** A value that fits a parameter, or a property of that name, and that nothing has. */
export function inventValue({ names }: RunState, operation: Operation, name: string): string | undefined {
  const parameter = pathParameters(operation).find((candidate) => candidate.name === name);
  return names.nextMatching((text) => {
    if (parameter) return parameter.check(parameter.read(text)).length === 0;
    const declared = operation.requestBody!;
    const value: JsonValue = declared.fields.get(name)?.read(text) ?? text;
    return declared.check({ ...([...declared.examples.values()][0] as JsonObject), [name]: value }).length === 0;
  });
}

/** In the order of the path. */
function pathParameters({ path, parameters }: Operation): Parameter[] {
  return parameters
    .filter((parameter) => parameter.in === 'path')
    .toSorted((one, other) => path.indexOf(`{${one.name}}`) - path.indexOf(`{${other.name}}`));
}
