import type { Api } from '../../contract/api.ts';
import type { PresentedCredentials } from '../../contract/credentials.ts';
import { Problem } from '../../contract/problem.ts';
import { guestPaths } from './endpoints.ts';
import { messages } from './messages.ts';

/** Drizzle's seeds are larger than the bodies of a control plane. */
const bodyLimit = 16_777_216;

/** SQL over HTTP's own ways: a text for a broken protocol, `{"error": …}` for any other refusal. */
export const hranaApi: Api = {
  name: 'hrana',
  document: 'hrana',
  title: 'SQL over HTTP',
  prefixes: ['/_db'],
  guestPaths,
  isAdmin: false,
  transport: { bodyLimit, crossOrigin: true },
  errorSchema: '/components/schemas/AnyError',
  errorMediaType: 'application/json',
  groups: {
    sql: ['executePipeline', 'executePipelineV3', 'executeCursor', 'executeStatement', 'executeStatementBatch'],
  },
  refusals: () => undefined,
  errorBody({ status, message, code }) {
    if (status === 400) return code === undefined ? message : { message, code };
    return { error: status === 401 ? messages.unauthorized(message) : message };
  },
  unauthorized: (presented) => new Problem(401, reason(presented)),
};

function reason(presented: PresentedCredentials): string {
  if (!('because' in presented)) return messages.invalidToken;
  switch (presented.because) {
    case 'missing':
      return messages.headerMissing;
    case 'malformed':
      return messages.headerMalformed;
    default:
      return messages.otherScheme;
  }
}
