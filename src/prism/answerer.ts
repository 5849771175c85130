import { Readable } from 'node:stream';
import type { Api } from '../contract/api.ts';
import type { Answer, Answerer, Call } from '../contract/call.ts';
import { checkResponse } from '../contract/check.ts';
import type { Contract } from '../contract/contract.ts';
import { isJson } from '../contract/media-type.ts';
import type { Operation, ResponseContent } from '../contract/operation.ts';
import { chooseResponse } from '../contract/preferences.ts';
import type { Engine } from './engine.ts';

/**
 * Regenerate a body that breaks the contract up to this many times. Prism's generator supports fewer keywords than JSON
 * Schema 2020-12.
 */
const generationAttempts = 20;

/**
 * Creates an answerer that uses Prism: the example that `Prefer` chooses, or a generated body for `dynamic=true`. It
 * loads Prism on the first call and caches the examples.
 */
export function createPrismAnswerer(contracts: readonly Contract[]): Answerer {
  const engines = new Map<Contract, Promise<Engine>>();
  const cachedBodies = new Map<string, Promise<unknown>>();

  const engineOf = (api: Api): Promise<Engine> => {
    const contract = contracts.find((each) => each.api === api);
    if (!contract) throw new Error(`No contract is served for ${api.document}.`);
    let engine = engines.get(contract);
    if (!engine) {
      engine = import('./engine.ts').then(({ createEngine }) => createEngine(contract.document));
      engines.set(contract, engine);
    }
    return engine;
  };

  const body = async (
    { api, operation }: Pick<Call, 'api' | 'operation'>,
    code: number,
    example: string | undefined,
    dynamic: boolean,
  ) => {
    const engine = await engineOf(api);
    const { id: operationId, method } = operation;
    return engine.body({ operationId, method, path: examplePath(operation), code, example, dynamic });
  };

  const generated = async (call: Call, code: number): Promise<unknown> => {
    let last: unknown;
    for (let attempt = 0; attempt < generationAttempts; attempt++) {
      last = await body(call, code, undefined, true);
      if (checkResponse(call.operation, code, last).length === 0) break;
    }
    return last;
  };

  return async (call: Call): Promise<Answer> => {
    const { api, operation, preferences } = call;
    const { response, example, dynamic } = chooseResponse(operation, preferences);
    const { status } = response;
    if (!response.content) return { status, body: undefined, by: 'example' };
    // Prism does not support events.
    if (response.content.mediaType === 'text/event-stream') return { status, ...events(response.content, example) };
    // Prism chooses among media types by a header of its own, and generates no text.
    if (!isJson(response.content.mediaType)) {
      const name = example ?? response.content.examples.keys().next().value!;
      return { status, body: response.content.examples.get(name), by: `example ${name}` };
    }
    if (dynamic) return { status, body: await generated(call, status), by: 'dynamic' };
    // Editions of an API share operationIds.
    const key = `${api.document} ${operation.id} ${status} ${example}`;
    let answer = cachedBodies.get(key);
    if (!answer) {
      answer = body(call, status, example, false);
      cachedBodies.set(key, answer);
      // Do not cache a failure: the next call may succeed.
      answer.catch(() => cachedBodies.delete(key));
    }
    return { status, body: await answer, by: `example ${example}` };
  };
}

/** An example of events, as a stream that ends after them. */
function events({ examples }: ResponseContent, name = examples.keys().next().value): Omit<Answer, 'status'> {
  const text = String(examples.get(name!));
  return { body: undefined, by: `example ${name}`, stream: Readable.from([text]) };
}

/** The path of an operation with the example values of the contract, so that no input of a client reaches Prism. */
function examplePath(operation: Operation): string {
  return operation.path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => {
    const parameter = operation.parameters.find((candidate) => candidate.in === 'path' && candidate.name === name);
    return encodeURIComponent(parameter?.example ?? name);
  });
}
