import type { IncomingMessage, ServerResponse } from 'node:http';

const exposedHeaders = [
  'Mockplane-Operation',
  'Mockplane-Edition',
  'Mockplane-Sandbox',
  'Mockplane-Answer',
  'Mockplane-Fault',
  'Preference-Applied',
  'Server-Timing',
  'Allow',
  'Retry-After',
];

const exposed: readonly string[] = ['access-control-expose-headers', exposedHeaders.join(', '), 'vary', 'Origin'];
const anyOrigin: readonly string[] = ['access-control-allow-origin', '*', ...exposed];

/**
 * Lets any page read the responses of mocked APIs. A browser that sends credentials accepts no `*`, so the headers name
 * the page's own origin (Fetch standard, CORS protocol and credentials). Names and values alternate, as `writeHead`
 * takes them.
 */
export function corsHeaders({ headers: { origin } }: IncomingMessage): readonly string[] {
  if (origin === undefined) return anyOrigin;
  return ['access-control-allow-origin', origin, 'access-control-allow-credentials', 'true', ...exposed];
}

const allowedMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'].join(', ');

/** How long browsers may cache a preflight response, in seconds. */
const maxAge = '600';

/** Answers a CORS preflight and allows every header that the browser asks for. */
export function preflight(request: IncomingMessage, response: ServerResponse): void {
  const requestedHeaders = request.headers['access-control-request-headers'];
  response.writeHead(204, [
    ...corsHeaders(request),
    'access-control-allow-methods',
    allowedMethods,
    'access-control-max-age',
    maxAge,
    'vary',
    'Access-Control-Request-Headers',
    ...(requestedHeaders === undefined ? [] : ['access-control-allow-headers', requestedHeaders]),
  ]);
  response.end();
}
