import { type Api, mockedTransport } from '../../../contract/api.ts';
import { dumpUploads } from '../resources/dumps.ts';
import { tursoErrorBody, unauthorized } from '../resources/errors.ts';
import { personalPath } from '../resources/personal-path.ts';
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
  uploads: dumpUploads,
  refusals: turso2026Refusals,
  propertyNaming: { aliases: new Map() },
  canonicalPath: personalPath,
  errorBody: tursoErrorBody,
  unauthorized,
};
