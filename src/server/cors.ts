import type { IncomingMessage, ServerResponse } from 'node:http';
import { isKnownMethod } from '../contract/document.ts';

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

/** Headers that a page may read anyway (Fetch standard, CORS-safelisted response-header name), in lower case. */
const alwaysExposed: ReadonlySet<string> = new Set([
  ...exposedHeaders.map((name) => name.toLowerCase()),
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
]);

/** The last two headers of every response that a page may read. */
function exposing(others: readonly string[]): readonly string[] {
  return ['access-control-expose-headers', [...exposedHeaders, ...others].join(', '), 'vary', 'Origin'];
}

const anyOrigin: readonly string[] = ['access-control-allow-origin', '*', ...exposing([])];

/**
 * Lets any page read the responses of mocked APIs. A browser that sends credentials accepts no `*`, so the headers name
 * the page's own origin (Fetch standard, CORS protocol and credentials). Names and values alternate, as `writeHead`
 * takes them.
 *
 * @param sent the headers of the response, in lower case. A page may read them all
 */
export function corsHeaders(
  { headers: { origin } }: IncomingMessage,
  sent: Readonly<Record<string, string>> = {},
): readonly string[] {
  if (origin === undefined) return anyOrigin;
  const others = Object.keys(sent).filter((name) => !alwaysExposed.has(name));
  return ['access-control-allow-origin', origin, 'access-control-allow-credentials', 'true', ...exposing(others)];
}

const allowedMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** How long browsers may cache a preflight response, in seconds. */
const maxAge = '600';

/** Answers a CORS preflight and allows every header and every method that the browser asks for, such as QUERY. */
export function preflight(request: IncomingMessage, response: ServerResponse): void {
  const requestedHeaders = request.headers['access-control-request-headers'];
  const requestedMethod = request.headers['access-control-request-method'] ?? '';
  const isOther = isKnownMethod(requestedMethod) && !allowedMethods.includes(requestedMethod);
  response.writeHead(204, [
    ...corsHeaders(request),
    'access-control-allow-methods',
    [...allowedMethods, ...(isOther ? [requestedMethod] : [])].join(', '),
    'access-control-max-age',
    maxAge,
    'vary',
    'Access-Control-Request-Headers, Access-Control-Request-Method',
    ...(requestedHeaders === undefined ? [] : ['access-control-allow-headers', requestedHeaders]),
  ]);
  response.end();
}
