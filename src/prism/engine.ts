import { createInstance, getHttpOperationsFromSpec } from '@stoplight/prism-http';
import type { IHttpOperation } from '@stoplight/types';

/** What to ask Prism for; the request is made of the contract's own values, never of a client's. */
export interface EngineRequest {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly code: number;
  readonly example: string | undefined;
  readonly dynamic: boolean;
}

/** Prism over one document. */
export interface Engine {
  /** The body, parsed when it is JSON; undefined when there is none. */
  body(request: EngineRequest): Promise<unknown>;
}

const silent = { info() {}, warn() {}, error() {}, debug() {}, trace() {}, success() {}, fatal() {} };

/** Loads a document into Prism. This module is imported late: Prism takes longer to load than the rest together. */
export async function createEngine(document: object): Promise<Engine> {
  const operations = new Map<string, IHttpOperation>();
  for (const operation of await getHttpOperationsFromSpec(document)) {
    if (operation.iid) operations.set(operation.iid, operation);
  }
  const logger = { ...silent, child: () => logger } as unknown as Parameters<typeof createInstance>[1]['logger'];

  return {
    async body({ operationId, method, path, code, example, dynamic }) {
      const operation = operations.get(operationId);
      if (!operation) throw new Error(`Prism does not know the operation ${operationId}.`);
      // A fresh configuration for every call: Prism writes the media types of the first one into it.
      const config = {
        isProxy: false as const,
        checkSecurity: false,
        validateRequest: false,
        validateResponse: false,
        errors: false,
        upstreamProxy: undefined,
        mock: { dynamic, code, ...(example === undefined ? {} : { exampleKey: example }) },
      };
      const prism = createInstance(config, { logger });
      const request = { method: method.toLowerCase() as 'get', url: { path, baseUrl: '' }, headers: {} };
      const result = await prism.request(request, [operation], config)();
      if (result._tag === 'Left') throw result.left;
      const { body } = result.right.output;
      return typeof body === 'string' && body !== '' ? JSON.parse(body) : body === '' ? undefined : body;
    },
  };
}
