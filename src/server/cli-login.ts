import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PlainRequest } from '../contract/http-message.ts';
import { splitTarget } from '../pipeline/request-target.ts';

export interface CliLoginOptions {
  /** Begins a session of the user. @returns its token */
  readonly session: () => string;
  /** The user who is signed in. */
  readonly username: string;
  /** Throws for whoever must not learn the token. */
  readonly guard: (request: Pick<PlainRequest, 'headers'>) => void;
}

/** Where the vendor's CLI sends a browser: `turso auth login` to the first, `turso auth signup` to the second. */
const pages = new Set(['/', '/signup']);

/**
 * Signs a user of the vendor's CLI in. `turso auth login` listens on a port of this machine, opens
 * `/?port=P&redirect=true&type=cli` in a browser and waits there for `/?jwt=…&username=…`; newer ones send a `state` that
 * has to come back. With `redirect=false` it asks the page to show the token.
 *
 * @returns undefined for a request that asks for no sign-in, and for one that a page of another site has sent
 * @see https://github.com/tursodatabase/turso-cli/blob/4a3ef7e/internal/cmd/auth.go
 */
export function answerCliLogin(
  { session, username, guard }: CliLoginOptions,
  { url = '/', headers }: Pick<IncomingMessage, 'url' | 'headers'>,
): CliLoginAnswer | undefined {
  if (!url.includes('redirect=')) return undefined;
  const { path, search } = splitTarget(url);
  if (!pages.has(path) || !search.includes('redirect=')) return undefined;
  try {
    guard({ headers: headers as PlainRequest['headers'] });
  } catch {
    return undefined;
  }
  const query = new URLSearchParams(search);
  const redirect = query.get('redirect');
  if (redirect === 'false') return { status: 200, body: `Signed in as ${username}. The token is:\n\n${session()}\n` };
  const port = Number(query.get('port'));
  if (redirect !== 'true' || !Number.isInteger(port) || port < 1 || port > 65_535) return undefined;
  const state = query.get('state');
  const answer = new URLSearchParams({ jwt: session(), username, ...(state !== null && { state }) });
  return { status: 302, location: `http://127.0.0.1:${port}/?${answer.toString()}`, body: '' };
}

export interface CliLoginAnswer {
  readonly status: number;
  readonly location?: string;
  readonly body: string;
}

export function sendCliLogin(response: ServerResponse, { status, location, body }: CliLoginAnswer): void {
  response.writeHead(status, {
    ...(location !== undefined && { location }),
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
  });
  response.end(body);
}
