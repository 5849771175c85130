import type { IncomingMessage, ServerResponse } from 'node:http';

const exposedHeaders = [
  'Mockplane-Operation',
  'Mockplane-Edition',
  'Mockplane-Sandbox',
  'Mockplane-Answer',
  'Preference-Applied',
  'Allow',
];

/** Any page may read what is mocked: names and values in turn, as `writeHead` takes them. */
export const corsHeaders: readonly string[] = [
  'access-control-allow-origin',
  '*',
  'access-control-expose-headers',
  exposedHeaders.join(', '),
];

const allowedMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'].join(', ');

/** How long a browser may keep the answer to a preflight, in seconds. */
const maxAge = '600';

/** Grants what a browser asks for before it sends a request of another origin. */
export function preflight({ headers }: IncomingMessage, response: ServerResponse): void {
  const asked = headers['access-control-request-headers'];
  response.writeHead(204, [
    ...corsHeaders,
    'access-control-allow-methods',
    allowedMethods,
    'access-control-max-age',
    maxAge,
    'vary',
    'Access-Control-Request-Headers',
    ...(asked === undefined ? [] : ['access-control-allow-headers', asked]),
  ]);
  response.end();
}
