import type { Api } from '../../contract/api.ts';
import { Problem } from '../../contract/problem.ts';
import { problemBody, problemMediaType } from '../../contract/problem-details.ts';
import { adminRefusals } from './refusals.ts';

/** Mockplane's own API: no credentials, and problem details for errors. */
export const adminApi: Api = {
  name: 'admin',
  document: 'admin',
  title: 'Mockplane Admin API',
  prefixes: ['/_mockplane'],
  errorSchema: '/components/schemas/Problem',
  errorMediaType: problemMediaType,
  isAdmin: true,
  // A snapshot holds all the state there is.
  transport: { bodyLimit: 67_108_864, crossOrigin: false },
  refusals: adminRefusals,
  errorBody: problemBody,
  // Nobody needs a credential here, so there is none to refuse.
  unauthorized: () => new Problem(401, 'this API takes no credentials'),
};
