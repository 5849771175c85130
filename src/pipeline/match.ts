import type { Contract } from '../contract/contract.ts';
import { Problem } from '../contract/problem.ts';

/** The 404 for a path that no operation has; it names the nearest path that would have been served. */
export function notFound(contracts: readonly Contract[], method: string, path: string): Problem {
  const meant = contracts.find((contract) => isServed(contract, method, contract.api.prefix + path));
  if (meant) return new Problem(404, `nothing is served at ${path}; did you mean ${meant.api.prefix}${path}?`);
  const places = contracts.map(({ api }) => `the ${api.title} is under ${api.prefix}/`).join(', ');
  return new Problem(404, `nothing is served at ${path}; ${places}, the docs are at /docs/`);
}

function isServed(contract: Contract, method: string, path: string): boolean {
  try {
    return contract.matcher.match(method, path) !== undefined;
  } catch {
    // 405: the path exists.
    return true;
  }
}
