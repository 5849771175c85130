import { Problem } from '../contract/problem.ts';

const origin = /^https?:\/\/([^/?#]+)/i;

/** The path and the query of a request target; an absolute form (`GET http://host/path`) loses its origin. */
export function splitTarget(target: string): { path: string; search: string } {
  const relative = target.startsWith('/') ? target : target.replace(origin, '') || '/';
  const fragment = relative.indexOf('#');
  const whole = fragment < 0 ? relative : relative.slice(0, fragment);
  const question = whole.indexOf('?');
  if (question < 0) return { path: whole, search: '' };
  return { path: whole.slice(0, question), search: whole.slice(question + 1) };
}

/** Whom an absolute target is for; undefined for a mere path. */
export function targetAuthority(target: string): string | undefined {
  return target.startsWith('/') ? undefined : origin.exec(target)?.[1];
}

/** A name or an address, and a port (RFC 3986 section 3.2); empty where the target has none. */
const host = /^(?:\[[\da-f:.]+\]|[\w.~!$&'()*+,;=%-]*)(?::\d*)?$/i;

/** Why nobody can know whom a request is for: RFC 9112 section 3.2 has it refused. */
export function validateHost(header: string | undefined, httpVersion: string): Problem | undefined {
  if (header !== undefined) return host.test(header) ? undefined : new Problem(400, 'header host is not valid');
  return httpVersion === '1.1' ? new Problem(400, 'header host is required') : undefined;
}
