import { type Api, mockedTransport } from '../../../contract/api.ts';
import type { PresentedCredentials } from '../../../contract/credentials.ts';
import { Problem } from '../../../contract/problem.ts';
import { turso2023Refusals } from './refusals.ts';
import { messages } from '../messages.ts';
import { personalPath } from '../resources/personal-path.ts';

/** The Turso Platform API's own ways: `{"error": …}` and Bearer tokens. */
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
  refusals: turso2023Refusals,
  // Until September 2023 the CLI called the location of an instance its region.
  propertyNaming: { aliases: new Map([['region', 'location']]) },
  canonicalPath: personalPath,
  errorBody: ({ message, code }) => (code === undefined ? { error: message } : { error: message, code }),
  unauthorized: (presented) => new Problem(401, reason(presented)),
};

function reason(presented: PresentedCredentials): string {
  if ('because' in presented) {
    return presented.because === 'missing' ? messages.missingHeader : messages.malformedHeader;
  }
  const token = presented.credentials[0]?.token ?? '';
  // The service parses before it looks up: what is no JWT fails earlier than a JWT of another kind.
  if (token.split('.').length !== 3) return messages.notAJwt;
  return hasTokenId(token) ? messages.revoked : messages.notAPlatformToken;
}

/** Platform tokens name themselves in `jti`; database tokens do not. */
function hasTokenId(token: string): boolean {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString());
    return typeof claims === 'object' && claims !== null && 'jti' in claims;
  } catch {
    return false;
  }
}
