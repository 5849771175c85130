import { createInstance, getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { type Document, type Reference, type Schema, resolveRef } from '../contract/document.ts';

/** A request to Prism. All of its values come from the contract, never from a client. */
export interface EngineRequest {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly code: number;
  readonly example: string | undefined;
  readonly dynamic: boolean;
}

type HttpOperation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number];

/** Prism, loaded with one document. */
export interface Engine {
  /** Returns the body, parsed if it is JSON; undefined for a response without a body. */
  body(request: EngineRequest): Promise<unknown>;
}

const uuid = '^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$';

/**
 * Adapts a document to Prism's generator, which ignores `propertyNames` but supports `patternProperties`. The contract
 * itself still checks the generated bodies.
 */
function generatable(document: Document): object {
  const text = JSON.stringify(document, (_key, node: unknown) => {
    if (typeof node !== 'object' || node === null || !('propertyNames' in node)) return node;
    const { propertyNames, additionalProperties, ...rest } = node as MapSchema;
    const { pattern = uuid } = resolveRef(document, propertyNames);
    return { ...rest, patternProperties: { [pattern]: additionalProperties }, additionalProperties: false };
  });
  return JSON.parse(text) as object;
}

interface MapSchema extends Schema {
  readonly propertyNames: { readonly pattern?: string } | Reference;
  readonly additionalProperties: Schema | Reference;
}

const silent = { info() {}, warn() {}, error() {}, debug() {}, trace() {}, success() {}, fatal() {} };

/** Loads a document into Prism. Import this module late: Prism takes longer to load than everything else together. */
export async function createEngine(document: Document): Promise<Engine> {
  const operations = new Map<string, HttpOperation>();
  for (const operation of await getHttpOperationsFromSpec(generatable(document))) {
    if (operation.iid) operations.set(operation.iid, operation);
  }
  const logger = { ...silent, child: () => logger } as unknown as Parameters<typeof createInstance>[1]['logger'];

  return {
    async body({ operationId, method, path, code, example, dynamic }) {
      const operation = operations.get(operationId);
      if (!operation) throw new Error(`Prism does not know the operation ${operationId}.`);
      // Create a configuration for every call: Prism writes the media types of the first call into it.
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
