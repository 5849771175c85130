import { Readable } from 'node:stream';
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
  const contractOf = new Map<Operation, Contract>();
  for (const contract of contracts) for (const operation of contract.operations) contractOf.set(operation, contract);
  const cachedBodies = new Map<string, Promise<unknown>>();

  const engineOf = (operation: Operation): Promise<Engine> => {
    const contract = contractOf.get(operation);
    if (!contract) throw new Error(`No contract has the operation ${operation.id}.`);
    let engine = engines.get(contract);
    if (!engine) {
      engine = import('./engine.ts').then(({ createEngine }) => createEngine(contract.document));
      engines.set(contract, engine);
    }
    return engine;
  };

  const body = async (operation: Operation, code: number, example: string | undefined, dynamic: boolean) => {
    const engine = await engineOf(operation);
    const { id: operationId, method } = operation;
    return engine.body({ operationId, method, path: examplePath(operation), code, example, dynamic });
  };

  const generated = async (operation: Operation, code: number): Promise<unknown> => {
    let last: unknown;
    for (let attempt = 0; attempt < generationAttempts; attempt++) {
      last = await body(operation, code, undefined, true);
      if (checkResponse(operation, code, last).length === 0) break;
    }
    return last;
  };

  return async ({ api, operation, preferences }: Call): Promise<Answer> => {
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
    if (dynamic) return { status, body: await generated(operation, status), by: 'dynamic' };
    // Editions of an API share operationIds.
    const key = `${api.document} ${operation.id} ${status} ${example}`;
    let answer = cachedBodies.get(key);
    if (!answer) {
      answer = body(operation, status, example, false);
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
