import type { Contract } from '../contract/contract.ts';
import type { Operation } from '../contract/operation.ts';
import { makeRequest } from './generate/request.ts';

/**
 * Finds the operation for a first call: a GET that needs no parameter, else one that needs only those of its path.
 *
 * @returns undefined if there is none
 */
export function firstCallOf(operations: readonly Operation[]): Operation | undefined {
  const simple = operations.filter(
    ({ method, parameters }) =>
      method === 'GET' && parameters.every(({ required, in: place }) => !required || place === 'path'),
  );
  return simple.toSorted((one, other) => effortOf(one) - effortOf(other))[0];
}

/** How much a call needs: nothing, values that the document has, or values to generate. */
function effortOf({ parameters }: Operation): number {
  const inPath = parameters.filter(({ in: place }) => place === 'path');
  if (inPath.length === 0) return 0;
  return inPath.every(({ example }) => example !== '') ? 1 : 2;
}

/** The path of a call, percent-encoded, with an example or a generated value for each parameter. */
export function callPathOf(contract: Contract, operation: Operation): string {
  const isComplete = operation.parameters.every(({ in: place, example }) => place !== 'path' || example !== '');
  if (!isComplete)
    return makeRequest(contract, operation, { seed: 'mockplane', token: '', isBare: true }).target.split('?')[0]!;
  return operation.path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) =>
    encodeURIComponent(operation.parameters.find((each) => each.in === 'path' && each.name === name)?.example ?? '1'),
  );
}
