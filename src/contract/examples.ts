import type { Contract } from './contract.ts';

/** Reads a named example of a response. @throws Error when the contract has no such example */
export type ExampleReader = (operationId: string, status: number, name: string) => unknown;

/** Creates a reader of the named response examples of a contract. */
export function exampleReader({ operations, api }: Contract): ExampleReader {
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  return (operationId, status, name) => {
    const example = byId.get(operationId)?.responses.get(status)?.content?.examples.get(name);
    if (example === undefined) {
      throw new Error(`The contract ${api.document} has no example ${name} for ${operationId} ${status}.`);
    }
    return example;
  };
}
