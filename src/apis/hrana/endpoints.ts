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
  '/info',
  '/pull-updates',
  '/health',
  '/version',
] as const;

/** The same at the root, for a database that the host or the token names. */
export const guestPaths: ReadonlySet<string> = new Set(endpoints);

/** Endpoints that say what the server speaks and ask no database. */
const discovery: ReadonlySet<string> = new Set(['/v2', '/v3', '/health', '/version']);

const exportPath = /^\/export\/[^/]+$/;

/** Whether a path is that of an endpoint. */
export function isEndpoint(path: string): boolean {
  return guestPaths.has(path) || exportPath.test(path);
}

/** Whether an endpoint needs a database. */
export function needsDatabase(endpoint: string): boolean {
  return !discovery.has(endpoint);
}
