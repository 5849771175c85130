import { Readable } from 'node:stream';
import type { Answer, Answerer, Call } from '../contract/call.ts';
import { checkResponse } from '../contract/check.ts';
import type { Contract } from '../contract/contract.ts';
import { isJson } from '../contract/media-type.ts';
import type { Operation, ResponseContent } from '../contract/operation.ts';
import { chooseResponse } from '../contract/preferences.ts';
import type { Engine } from './engine.ts';

/** A generated body is tried again when it breaks the contract: Prism's generator knows fewer keywords than 2020-12 has. */
const generationAttempts = 20;

/**
 * Answers calls with the contract's examples, by Prism: the one that `Prefer` chooses, or a generated body for
 * `dynamic=true`. Prism is loaded by the first call; what is static is asked for once.
 */
export function createPrismAnswerer(contracts: readonly Contract[]): Answerer {
  const engines = new Map<Contract, Promise<Engine>>();
  const contractOf = new Map<Operation, Contract>();
  for (const contract of contracts) for (const operation of contract.operations) contractOf.set(operation, contract);
  const kept = new Map<string, Promise<unknown>>();

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

  return async ({ operation, preferences }: Call): Promise<Answer> => {
    const { response, example, dynamic } = chooseResponse(operation, preferences);
    const { status } = response;
    if (!response.content) return { status, body: undefined, by: 'example' };
    // Prism knows no events.
    if (response.content.mediaType === 'text/event-stream') return { status, ...events(response.content, example) };
    // Prism chooses among media types by a header of its own, and generates no text.
    if (!isJson(response.content.mediaType)) {
      const name = example ?? response.content.examples.keys().next().value!;
      return { status, body: response.content.examples.get(name), by: `example ${name}` };
    }
    if (dynamic) return { status, body: await generated(operation, status), by: 'dynamic' };
    const key = `${operation.id} ${status} ${example}`;
    let answer = kept.get(key);
    if (!answer) {
      answer = body(operation, status, example, false);
      kept.set(key, answer);
      // A failure is not kept: the next call may fare better.
      answer.catch(() => kept.delete(key));
    }
    return { status, body: await answer, by: `example ${example}` };
  };
}

/** An example of events, as a stream that ends with them. */
function events({ examples }: ResponseContent, name = examples.keys().next().value): Omit<Answer, 'status'> {
  const text = String(examples.get(name!));
  return { body: undefined, by: `example ${name}`, stream: Readable.from([text]) };
}

/** The operation's path with the contract's own example values, so that nothing of a client's reaches Prism. */
function examplePath(operation: Operation): string {
  return operation.path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => {
    const parameter = operation.parameters.find((candidate) => candidate.in === 'path' && candidate.name === name);
    return encodeURIComponent(parameter?.example ?? name);
  });
}
