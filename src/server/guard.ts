import type { PlainRequest } from '../contract/message.ts';
import { Problem } from '../contract/problem.ts';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]', 'mockplane.local']);

/**
 * Guards Mockplane's own API, which needs no token: it refuses what a page of another site sends, and any host name
 * but this machine's own, which is how a rebound DNS name would reach it.
 *
 * @param host the address that the server was told to listen on; it is accepted as a name too
 */
export function createGuard(host: string): (request: PlainRequest) => void {
  return ({ headers }) => {
    const named = headers['host'];
    if (named !== undefined && !isOwn(named, host)) {
      throw new Problem(403, `host ${named} is not this server's own; use a loopback address or ${host}`);
    }
    const { origin } = headers;
    const site = headers['sec-fetch-site'];
    if (site === 'cross-site' || site === 'same-site' || (origin !== undefined && !isSame(origin, named))) {
      throw new Problem(403, `a page of ${origin ?? 'another site'} may not use this API`);
    }
  };
}

function isOwn(named: string, host: string): boolean {
  const name = named.replace(/:\d+$/, '').toLowerCase();
  return loopback.has(name) || name === host.toLowerCase() || name === `[${host.toLowerCase()}]`;
}

function isSame(origin: string, named: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === named;
}
