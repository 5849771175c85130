import { isIP } from 'node:net';
import { URL } from 'node:url';
import { messages } from './messages.ts';
import type { PlainRequest } from '../../contract/http-message.ts';
import { Problem } from '../../contract/problem.ts';

/** Host names that always mean this machine. */
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** The addresses that make a server listen on every address of the machine. */
const everywhere = new Set(['0.0.0.0', '::']);

/** Whether a server on this address can be reached only from its own machine. */
export function isLoopback(host: string): boolean {
  return loopback.test(host.toLowerCase()) || host === '::1';
}

/** Names and origins that may call the admin API besides this machine and the server's own pages. */
export interface GuardOptions {
  /** Host names without a port, in any case. */
  readonly hosts?: readonly string[] | undefined;
  /** Origins of pages, as browsers send them: `http://localhost:5173`. */
  readonly origins?: readonly string[] | undefined;
}

/** Throws a Problem 403 for a request that may not call the admin API. */
export type OriginGuard = (request: Pick<PlainRequest, 'headers'>) => void;

/**
 * Creates the guard of the admin API, which takes no token. The guard refuses requests from pages of other sites. It
 * also refuses host names that are not this machine's, since a rebound DNS name would send one.
 *
 * @param host the address that the server listens on; the guard accepts it as a host name too
 */
export function createOriginGuard(host: string, { hosts = [], origins = [] }: GuardOptions = {}): OriginGuard {
  const own = loopback.test(host) || everywhere.has(host) ? 'the host given with --host' : host;
  const allowedHosts = new Set(hosts.map((name) => name.toLowerCase()));
  const allowedOrigins = new Set(origins);
  return ({ headers }) => {
    const named = headers['host'];
    if (named !== undefined && !isOwnName(named, host) && !allowedHosts.has(hostName(named).replace(/\.$/, ''))) {
      throw new Problem(403, messages.foreignHost(named || '(none)', own));
    }
    const { origin } = headers;
    if (origin !== undefined && allowedOrigins.has(origin)) return;
    const site = headers['sec-fetch-site'];
    if (site === 'cross-site' || site === 'same-site' || (origin !== undefined && !isSame(origin, named))) {
      throw new Problem(403, messages.foreignOrigin(origin === undefined ? 'another site' : `origin ${origin}`));
    }
  };
}

/** The name in a `Host` header, without its port. */
function hostName(named: string): string {
  return named.replace(/:\d+$/, '').toLowerCase();
}

function isOwnName(named: string, host: string): boolean {
  const name = hostName(named);
  const address = name.replace(/^\[(.*)\]$/, '$1');
  if (loopback.test(name) || address === host.toLowerCase()) return true;
  // Only a name can be rebound to another machine; an address cannot.
  return everywhere.has(host) && isIP(address) !== 0;
}

function isSame(origin: string, named: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === named;
}
