import { type Api, mockedTransport } from '../../../contract/api.ts';
import { tursoErrorBody, unauthorized } from '../resources/errors.ts';
import { turso2023Refusals } from './refusals.ts';

/** The Turso Platform API's own ways: `{"error": …}` and Bearer tokens. */
export const turso2023: Api = {
  name: 'turso',
  document: 'turso-2023',
  title: 'Turso Platform API',
  prefixes: ['/v1'],
  edition: '2023',
  errorSchema: '/components/schemas/Error',
  errorMediaType: 'application/json',
  isAdmin: false,
  transport: mockedTransport,
  refusals: turso2023Refusals,
  canonicalPath: personalPath,
  errorBody: tursoErrorBody,
  unauthorized,
};

/**
 * The CLI leaves `organizations/{slug}` out where none is selected: `/v1/databases` are those of the personal
 * organization, whose slug is the user's name.
 */
function personalPath(path: string, username: string): string {
  const isPersonal = path === '/v1/databases' || path.startsWith('/v1/databases/');
  return isPersonal ? `/v1/organizations/${username}${path.slice('/v1'.length)}` : path;
}
