import { type Api, mockedTransport } from '../../../contract/api.ts';
import { tursoErrorBody, unauthorized } from '../resources/errors.ts';
import { turso2026Refusals } from './refusals.ts';

/** The Turso Platform API of 2026: `{"error": …}` and Bearer tokens. */
export const turso2026: Api = {
  name: 'turso',
  document: 'turso-2026',
  title: 'Turso Platform API (2026)',
  prefixes: ['/v1', '/v2', '/v3', '/releases'],
  edition: '2026',
  errorSchema: '/components/schemas/Error',
  errorMediaType: 'application/json',
  isAdmin: false,
  transport: mockedTransport,
  refusals: turso2026Refusals,
  canonicalPath: personalPath,
  errorBody: tursoErrorBody,
  unauthorized,
};

/** What the CLI names without an organization, below `/v1`. */
const personal = new Set(['databases', 'groups', 'usage', 'subscription', 'invoices', 'billing', 'api-tokens']);

/**
 * The CLI leaves `organizations/{slug}` out where none is selected, and for members and invites it leaves the slug empty:
 * both mean the personal organization, whose slug is the user's name.
 */
function personalPath(path: string, username: string): string {
  const [, version, first, second] = path.split('/', 4);
  if (first === 'organizations' && second === '')
    return path.replace('/organizations//', `/organizations/${username}/`);
  if (version !== 'v1' || first === undefined || !personal.has(first)) return path;
  return `/v1/organizations/${username}${path.slice('/v1'.length)}`;
}
