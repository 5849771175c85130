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

/**
 * Creates the guard of the admin API, which takes no token. The guard refuses requests from pages of other sites. It
 * also refuses host names that are not this machine's, since a rebound DNS name would send one.
 *
 * @param host the address that the server listens on; the guard accepts it as a host name too
 */
export function createOriginGuard(host: string): (request: Pick<PlainRequest, 'headers'>) => void {
  const own = loopback.test(host) || everywhere.has(host) ? 'the host given with --host' : host;
  return ({ headers }) => {
    const named = headers['host'];
    if (named !== undefined && !isOwnName(named, host)) {
      throw new Problem(403, messages.foreignHost(named || '(none)', own));
    }
    const { origin } = headers;
    const site = headers['sec-fetch-site'];
    if (site === 'cross-site' || site === 'same-site' || (origin !== undefined && !isSame(origin, named))) {
      throw new Problem(403, messages.foreignOrigin(origin === undefined ? 'another site' : `origin ${origin}`));
    }
  };
}

function isOwnName(named: string, host: string): boolean {
  const name = named.replace(/:\d+$/, '').toLowerCase();
  const address = name.replace(/^\[(.*)\]$/, '$1');
  if (loopback.test(name) || address === host.toLowerCase()) return true;
  // Only a name can be rebound to another machine; an address cannot.
  return everywhere.has(host) && isIP(address) !== 0;
}

function isSame(origin: string, named: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === named;
}
