const origin = /^https?:\/\/[^/?#]*/i;

/** The path and the query of a request target; an absolute form (`GET http://host/path`) loses its origin. */
export function splitTarget(target: string): { path: string; search: string } {
  const relative = target.startsWith('/') ? target : target.replace(origin, '') || '/';
  const fragment = relative.indexOf('#');
  const whole = fragment < 0 ? relative : relative.slice(0, fragment);
  const question = whole.indexOf('?');
  if (question < 0) return { path: whole, search: '' };
  return { path: whole.slice(0, question), search: whole.slice(question + 1) };
}
