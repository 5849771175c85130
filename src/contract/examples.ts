import { lazy } from './lazy.ts';
import type { Operation } from './operation.ts';

/** Reads an example of a response or of a request. @throws Error when the contract has none of that name */
export type ExampleReader = (operationId: string, status: number | 'request', name: string) => unknown;

/** Examples by their keys. */
export type Examples = Readonly<Record<string, unknown>>;

/** The key of an example among those of its document. */
export function exampleKey(...[operationId, status, name]: Parameters<ExampleReader>): string {
  return `${operationId} ${status} ${name}`;
}

/**
 * Reads the named examples of a document.
 *
 * @param document its name
 * @param extracted examples that are at hand; all others are read from the operations
 */
export function createExampleReader(
  document: string,
  operations: () => readonly Operation[],
  extracted: () => Examples = () => ({}),
): ExampleReader {
  const byId = lazy(() => new Map(operations().map((operation) => [operation.id, operation])));
  return (operationId, status, name) => {
    const atHand = extracted()[exampleKey(operationId, status, name)];
    if (atHand !== undefined) return atHand;
    const operation = byId().get(operationId);
    const content = status === 'request' ? operation?.requestBody : operation?.responses.get(status)?.content;
    const example = content?.examples.get(name);
    if (example === undefined) {
      throw new Error(`The contract ${document} has no example ${name} for ${operationId} ${status}.`);
    }
    return example;
  };
}
