import { type Api, mockedTransport, pathWithin, type Transport } from '../contract/api.ts';
import { Problem } from '../contract/problem.ts';
import { splitTarget } from './request-target.ts';

/** What the transport allows for a request target. */
export type TransportPolicy = (target: string) => Transport;

/** The policy of the APIs that are served. Paths that belong to none are treated as mocked ones. */
export function createTransportPolicy(apis: readonly Api[]): TransportPolicy {
  // Most requests go to mocked APIs, which share one policy: only the others need a look at the path.
  const special = apis.filter(({ transport }) => transport !== mockedTransport);
  return (target) => {
    const { path } = splitTarget(target);
    for (const api of special)
      if (pathWithin(api, path) !== undefined || api.guestPaths?.has(path)) return api.transport;
    return mockedTransport;
  };
}

/** The refusal of a body that is larger than the policy allows. @param limit in bytes */
export function tooLarge(limit: number): Problem {
  return new Problem(413, `request body is larger than ${limit} bytes`);
}
