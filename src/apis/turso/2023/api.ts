import { type Api, mockedTransport } from '../../../contract/api.ts';
import type { PresentedCredentials } from '../../../contract/credentials.ts';
import { Problem } from '../../../contract/problem.ts';
import { turso2023Refusals } from './refusals.ts';
import { messages } from '../messages.ts';

/** How the Turso Platform API of 2023 speaks: `{"error": …}` and Bearer tokens. */
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
  errorBody: ({ message, code }) => (code === undefined ? { error: message } : { error: message, code }),
  unauthorized: (presented) => new Problem(401, reason(presented)),
};

/**
 * Completes a personal path. The CLI omits `organizations/{slug}` when no organization is selected: `/v1/databases`
 * then means the personal organization, whose slug is the username.
 */
function personalPath(path: string, username: string): string {
  const isPersonal = path === '/v1/databases' || path.startsWith('/v1/databases/');
  return isPersonal ? `/v1/organizations/${username}${path.slice('/v1'.length)}` : path;
}

function reason(presented: PresentedCredentials): string {
  if ('because' in presented) {
    return presented.because === 'missing' ? messages.missingHeader : messages.malformedHeader;
  }
  const token = presented.credentials[0]?.token ?? '';
  // The service parses a token before it looks it up, so a token that is no JWT gets another message than a JWT of
  // another kind.
  if (token.split('.').length !== 3) return messages.notAJwt;
  return hasTokenId(token) ? messages.revoked : messages.notAPlatformToken;
}

/** Platform tokens have an id in `jti`; database tokens have none. */
function hasTokenId(token: string): boolean {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString());
    return typeof claims === 'object' && claims !== null && 'jti' in claims;
  } catch {
    return false;
  }
}
