import { pathWithin } from '../contract/api.ts';
import type { Contract } from '../contract/contract.ts';
import type { PlainRequest } from '../contract/http-message.ts';
import type { Match } from '../contract/match.ts';
import { Problem } from '../contract/problem.ts';
import type { ValidRequest } from '../contract/validate.ts';
import { defaultUser } from '../sandbox/baseline.ts';
import type { Trail } from './trail.ts';

export interface MatchedOperation extends Match {
  readonly contract: Contract;
  /** The values of a request that is nothing but this path, once one was validated. */
  validPath?: ValidRequest;
}

/** The contracts of the server, and the edition that the root serves. */
export interface ServedContracts {
  readonly contracts: readonly Contract[];
  readonly edition: string;
}

/** Finds operations, and remembers those of the paths that were asked for. */
export type MatchRequest = (
  served: ServedContracts,
  request: PlainRequest,
  path: string,
  trail: Trail,
) => MatchedOperation;

/** Creates the function that matches the requests of a pipeline. */
export function createMatch(): MatchRequest {
  const known = new WeakMap<readonly Contract[], Map<string, Matches>>();
  return (served, request, path, trail) => {
    const { method } = request;
    let ofEditions = known.get(served.contracts);
    if (!ofEditions) known.set(served.contracts, (ofEditions = new Map()));
    let matches = ofEditions.get(served.edition);
    if (!matches) ofEditions.set(served.edition, (matches = new Map()));
    // Neither key is made for this: a path without a query is the target itself.
    let matched = matches.get(path)?.get(method);
    if (matched && !request.transportProblem) {
      trail.contract = matched.contract;
      trail.operation = matched.operation;
      return matched;
    }
    matched = match(served, request, path, trail);
    if (path.length > longestKept) return matched;
    const ofPath = matches.get(path);
    if (ofPath) ofPath.set(method, matched);
    else {
      if (matches.size === mostKept) matches.clear();
      matches.set(path, new Map([[method, matched]]));
    }
    return matched;
  };
}

/** The operations by path and method. */
type Matches = Map<string, Map<string, MatchedOperation>>;

/** How many paths are remembered, and how long one may be, in characters. */
const mostKept = 1_024;
const longestKept = 256;

/**
 * Finds the operation for a request in the API that its path belongs to.
 *
 * @throws Problem 400 for a path that cannot be decoded, 404, 405, or the transport's problem
 */
function match(served: ServedContracts, request: PlainRequest, path: string, trail: Trail): MatchedOperation {
  const { contracts, edition } = served;
  const located = findContract(served, path);
  const { contract } = located;
  trail.contract = contract;
  if (request.transportProblem) throw request.transportProblem;
  refuseUndecodable(path);
  const inner = contract?.api.canonicalPath?.(located.path, defaultUser) ?? located.path;
  const matched = contract?.matcher.match(request.method, inner);
  if (!contract || !matched) throw notFound(contracts, edition, request.method, path);
  trail.operation = matched.operation;
  return { ...matched, contract };
}

/** Finds the contract that a path belongs to, and the path without the edition. */
function findContract({ contracts, edition }: ServedContracts, path: string): { contract?: Contract; path: string } {
  for (const contract of contracts) {
    const inner = pathWithin(contract.api, path, edition);
    if (inner !== undefined && contract.api.owns?.(inner) !== false) return { contract, path: inner };
  }
  return { path };
}

function refuseUndecodable(path: string): void {
  if (!path.includes('%')) return;
  try {
    decodeURIComponent(path);
  } catch {
    throw new Problem(400, 'path is not valid percent-encoding');
  }
}

/** The 404 for an unknown path. It suggests the nearest path that exists. */
function notFound(contracts: readonly Contract[], edition: string, method: string, path: string): Problem {
  const atRoot = contracts.filter(({ api }) => api.edition === undefined || api.edition === edition);
  const nearest = atRoot.find((contract) => isServed(contract, method, contract.api.prefixes[0]! + path));
  if (nearest) return new Problem(404, `nothing is served at ${path}; did you mean ${nearest.api.prefixes[0]}${path}?`);
  const places = atRoot.map(({ api }) => `the ${api.title} is under ${api.prefixes[0]}/`).join(', ');
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
