import type { ExchangeDetails } from './schemas.ts';

/** A request that the page sends, as a form shows it. */
export interface RequestDraft {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** Lines `name: value`. */
  readonly headers: string;
  readonly body: string;
}

/** Headers that a browser sets by itself and lets no page set. */
const forbidden =
  /^(host|connection|content-length|transfer-encoding|accept-encoding|accept-charset|keep-alive|cookie|origin|referer|date|expect|te|trailer|upgrade|via|user-agent|(?:sec|proxy|access-control)-.*)$/;

/** The journal's mark of a credential. */
const hidden = '…';

/** Fills the form with the request of an exchange. @param token replaces credentials, which the journal does not keep */
export function draftOf({ method, target, api, request }: ExchangeDetails, token: string): RequestDraft {
  const headers = Object.entries(request.headers)
    .filter(([name]) => !forbidden.test(name))
    .map(([name, value]) => `${name}: ${value === hidden ? credential(name, api, token) : value}`);
  return { method, target, headers: headers.join('\n'), body: request.body ?? '' };
}

function credential(name: string, api: string | undefined, token: string): string {
  if (name !== 'authorization') return token;
  return `${api === 'lambda' ? 'Token' : 'Bearer'} ${token}`;
}

/** Reads the headers of a form. @throws Error for a line that is no header */
export function parseHeaders(text: string): [name: string, value: string][] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const at = line.indexOf(':');
      if (at < 1) throw new Error(`Write a header as a line such as content-type: application/json, not ${line}`);
      return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    });
}

/**
 * Sends a request to the page's own server.
 *
 * @param base the address of the server's root
 * @returns the status of the response
 * @throws Error for a request that a page cannot send; TypeError when the server cannot be reached
 */
export async function sendDraft({ method, target, headers, body }: RequestDraft, base: string): Promise<number> {
  const root = new URL(base);
  if (!target.startsWith('/')) throw new Error('The target must be a path, such as /v1/locations.');
  // Behind the origin, `//dump` is a path, not a host.
  const url = new URL(root.origin + root.pathname.replace(/\/$/, '') + target);
  if (body !== '' && /^(get|head)$/i.test(method)) throw new Error(`A page cannot send ${method} with a body.`);
  let request: Request;
  try {
    request = new Request(url, {
      method,
      headers: parseHeaders(headers),
      cache: 'no-store',
      redirect: 'manual',
      credentials: 'omit',
      ...(body !== '' && { body }),
    });
  } catch (error) {
    // The constructor throws a TypeError for what a page may not send; the caller takes that for a lost server.
    throw new Error(`A page cannot send this request: ${(error as Error).message}`, { cause: error });
  }
  const response = await fetch(request);
  await response.body?.cancel();
  return response.status;
}
