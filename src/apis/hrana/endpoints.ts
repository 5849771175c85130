/** The endpoints below the URL of a database. */
const endpoints = [
  '/v1/execute',
  '/v1/batch',
  '/v1/upload',
  '/v2',
  '/v2/pipeline',
  '/v3',
  '/v3/pipeline',
  '/v3/cursor',
  '/v2/upload/start',
  '/dump',
  '/info',
  '/pull-updates',
  '/health',
  '/version',
] as const;

/** The same at the root, for a database that the host or the token names. */
export const guestPaths: Pick<ReadonlySet<string>, 'has'> = {
  has: (path) => fixed.has(path) || /^\/v2\/upload\/(?:[^/]+\/)?(?:chunk\/[^/]+|finalize)$/.test(path),
};

const fixed: ReadonlySet<string> = new Set(endpoints);

/** The id that stands for the upload that a database began last. */
export const latestUpload = 'latest';

/** An endpoint as the contract has it: some versions of the CLI leave the id of an upload out. */
export function documentedEndpoint(endpoint: string): string {
  if (fixed.has(endpoint)) return endpoint;
  return endpoint.replace(/^\/v2\/upload\/(chunk\/[^/]+|finalize)$/, `/v2/upload/${latestUpload}/$1`);
}

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
