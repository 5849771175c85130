import type { IncomingMessage, ServerResponse } from 'node:http';

const exposedHeaders = [
  'Mockplane-Operation',
  'Mockplane-Edition',
  'Mockplane-Sandbox',
  'Mockplane-Answer',
  'Preference-Applied',
  'Allow',
];

/** Lets any page read the responses of mocked APIs. Names and values alternate, as `writeHead` takes them. */
export const corsHeaders: readonly string[] = [
  'access-control-allow-origin',
  '*',
  'access-control-expose-headers',
  exposedHeaders.join(', '),
];

const allowedMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'].join(', ');

/** How long browsers may cache a preflight response, in seconds. */
const maxAge = '600';

/** Answers a CORS preflight and allows every header that the browser asks for. */
export function preflight({ headers }: IncomingMessage, response: ServerResponse): void {
  const requestedHeaders = headers['access-control-request-headers'];
  response.writeHead(204, [
    ...corsHeaders,
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
