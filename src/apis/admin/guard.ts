import { isIP } from 'node:net';
import { messages } from './messages.ts';
import type { PlainRequest } from '../../contract/http-message.ts';
import { Problem } from '../../contract/problem.ts';

/** The names by which a machine calls itself. */
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** What a server listens on that is to be reached at every address that the machine has. */
const everywhere = new Set(['0.0.0.0', '::']);

/** Whether a server that is told to listen there is reached from its own machine alone. */
export function isLoopback(host: string): boolean {
  return loopback.test(host.toLowerCase()) || host === '::1';
}

/**
 * Guards Mockplane's own API, which needs no token: it refuses what a page of another site sends, and any host name
 * but this machine's own, which is how a rebound DNS name would reach it.
 *
 * @param host the address that the server was told to listen on; it is accepted as a name too
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
  // Only a name can be rebound to another machine; an address is what it says.
  return everywhere.has(host) && isIP(address) !== 0;
}

function isSame(origin: string, named: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === named;
}
