import { Problem } from '../contract/problem.ts';

const origin = /^https?:\/\/([^/?#]+)/i;

/** Splits a request target into path and query. An absolute target (`GET http://host/path`) loses its origin. */
export function splitTarget(target: string): { path: string; search: string } {
  const relative = target.startsWith('/') ? target : target.replace(origin, '') || '/';
  const fragment = relative.indexOf('#');
  const whole = fragment < 0 ? relative : relative.slice(0, fragment);
  const question = whole.indexOf('?');
  if (question < 0) return { path: whole, search: '' };
  return { path: whole.slice(0, question), search: whole.slice(question + 1) };
}

/** The host and port of an absolute request target; undefined for a path. */
export function targetAuthority(target: string): string | undefined {
  return target.startsWith('/') ? undefined : origin.exec(target)?.[1];
}

/** A host name or address with an optional port (RFC 3986 section 3.2). It may be empty. */
const host = /^(?:\[[\da-f:.]+\]|[\w.~!$&'()*+,;=%-]*)(?::\d*)?$/i;

/** Checks the `Host` header. Returns the refusal that RFC 9112 section 3.2 requires; undefined for a valid header. */
export function validateHost(header: string | undefined, httpVersion: string): Problem | undefined {
  if (header !== undefined) return host.test(header) ? undefined : new Problem(400, 'header host is not valid');
  return httpVersion === '1.1' ? new Problem(400, 'header host is required') : undefined;
}
