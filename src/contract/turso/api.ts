import type { Api } from '../api.ts';
import type { Presented } from '../authenticate.ts';
import { Problem } from '../problem.ts';
import { tursoRefusals } from './refusals.ts';
import { texts } from './texts.ts';

/** The Turso Platform API's own ways: `{"error": …}` and Bearer tokens. */
export const tursoApi: Api = {
  name: 'turso',
  title: 'Turso Platform API',
  prefix: '/v1',
  errorSchema: '/components/schemas/Error',
  refusals: tursoRefusals,
  errorBody: ({ message, code }) => (code === undefined ? { error: message } : { error: message, code }),
  unauthorized: (presented) => new Problem(401, reason(presented)),
};

function reason(presented: Presented): string {
  if ('because' in presented) {
    return presented.because === 'missing' ? texts.missingHeader : texts.malformedHeader;
  }
  const token = presented.credentials[0]?.token ?? '';
  // The service parses before it looks up: what is no JWT fails earlier than a JWT of another kind.
  return token.split('.').length === 3 ? texts.notAPlatformToken : texts.notAJwt;
}
