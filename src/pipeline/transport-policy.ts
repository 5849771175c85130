import { type Api, mockedTransport, pathWithin, type Transport } from '../contract/api.ts';
import { Problem } from '../contract/problem.ts';
import { rememberTexts } from '../contract/remember-texts.ts';
import { splitTarget } from './request-target.ts';

/** Finds the transport limits for a request target. */
export type TransportPolicy = (target: string) => Transport;

/** Creates the policy for the served APIs. Paths outside all of them get the limits of mocked APIs. */
export function createTransportPolicy(apis: readonly Api[]): TransportPolicy {
  // The mocked APIs share one policy. Only the other APIs require a look at the path.
  const special = apis.filter(({ transport }) => transport !== mockedTransport);
  const uploads = apis.flatMap((api) => (api.uploads ? [{ ...api.transport, ...api.uploads }] : []));
  return rememberTexts((target) => {
    const { path } = splitTarget(target);
    const upload = uploads.find(({ paths }) => paths.test(path));
    if (upload) return upload;
    for (const api of special) if (isWithin(api, path) || api.guestPaths?.has(path)) return api.transport;
    return mockedTransport;
  });
}

function isWithin(api: Api, path: string): boolean {
  return pathWithin(api, path) !== undefined && api.owns?.(path) !== false;
}

/** The refusal of an oversized body. @param limit in bytes */
export function tooLarge(limit: number): Problem {
  return new Problem(413, `request body is larger than ${limit} bytes`);
}
