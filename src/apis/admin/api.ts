import type { Api } from '../../contract/api.ts';
import { Problem } from '../../contract/problem.ts';
import { problemBody, problemMediaType } from '../../contract/problem-details.ts';
import { adminRefusals } from './refusals.ts';

/** The admin API: it takes no credentials, and its errors are problem details. */
export const adminApi: Api = {
  name: 'admin',
  document: 'admin',
  title: 'Mockplane Admin API',
  prefixes: ['/_mockplane'],
  errorSchema: '/components/schemas/Problem',
  errorMediaType: problemMediaType,
  isAdmin: true,
  // A snapshot holds the whole state, so its body may be large.
  transport: { bodyLimit: 67_108_864, crossOrigin: false },
  // A misspelt filter would show everything.
  refusesUnknownParameters: true,
  refusals: adminRefusals,
  errorBody: problemBody,
  // The admin API takes no credentials, so nothing calls this.
  unauthorized: () => new Problem(401, 'this API takes no credentials'),
};
