import { type Api, mockedTransport } from '../../../contract/api.ts';
import { dumpUploads } from '../resources/dumps.ts';
import { tursoErrorBody, unauthorized } from '../resources/errors.ts';
import { turso2023Refusals } from './refusals.ts';
import { personalPath } from '../resources/personal-path.ts';

/** How the Turso Platform API of 2023 speaks: `{"error": …}` and Bearer tokens. */
export const turso2023: Api = {
  name: 'turso',
  document: 'turso-2023',
  title: 'Turso Platform API',
  prefixes: ['/v1', '/v2', '/v3', '/releases'],
  edition: '2023',
  errorSchema: '/components/schemas/Error',
  errorMediaType: 'application/json',
  isAdmin: false,
  transport: mockedTransport,
  uploads: dumpUploads,
  refusals: turso2023Refusals,
  // Until September 2023 the CLI called the location of an instance its region.
  propertyNaming: { aliases: new Map([['region', 'location']]) },
  canonicalPath: personalPath,
  errorBody: tursoErrorBody,
  unauthorized,
};
