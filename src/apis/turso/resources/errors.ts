import type { PresentedCredentials } from '../../../contract/credentials.ts';
import type { JsonValue } from '../../../contract/http-message.ts';
import { Problem } from '../../../contract/problem.ts';
import { messages } from '../messages.ts';

/** The body of any refusal: a sentence for people, and rarely a code for programs. */
export function tursoErrorBody({ message, code }: Problem): JsonValue {
  return code === undefined ? { error: message } : { error: message, code };
}

/** The 401 for a token that is missing, malformed, unknown or of another kind. */
export function unauthorized(presented: PresentedCredentials): Problem {
  return new Problem(401, reason(presented));
}

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
