/** The endpoints below the URL of a database. */
const endpoints = [
  '/v1/execute',
  '/v1/batch',
  '/v2',
  '/v2/pipeline',
  '/v3',
  '/v3/pipeline',
  '/v3/cursor',
  '/dump',
  '/health',
  '/version',
] as const;

/** The same at the root, for a database that the host or the token names. */
export const guestPaths: ReadonlySet<string> = new Set(endpoints);

/** Whether a path is that of an endpoint. */
export function isEndpoint(path: string): boolean {
  return guestPaths.has(path);
}
