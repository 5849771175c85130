import type { Contract } from './contract.ts';

/** Reads an example of a response or of a request. @throws Error when the contract has none of that name */
export type ExampleReader = (operationId: string, status: number | 'request', name: string) => unknown;

/** Reads the named examples of a contract. */
export function exampleReader({ operations, api }: Contract): ExampleReader {
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  return (operationId, status, name) => {
    const operation = byId.get(operationId);
    const content = status === 'request' ? operation?.requestBody : operation?.responses.get(status)?.content;
    const example = content?.examples.get(name);
    if (example === undefined) {
      throw new Error(`The contract ${api.document} has no example ${name} for ${operationId} ${status}.`);
    }
    return example;
  };
}
