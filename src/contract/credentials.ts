import type { SecurityScheme } from './document.ts';
import type { Operation } from './operation.ts';

/** A credential of a request. */
export interface Credential {
  /** The security scheme it was sent with: `bearer`, `x-api-key`, `authorization`. */
  readonly scheme: string;
  readonly token: string;
}

/** The credentials of a request, or the reason why there are none to verify. */
export type PresentedCredentials =
  { readonly credentials: readonly Credential[] } | { readonly credentials: readonly []; readonly because: Unusable };

/** `unsupported` is a header with another scheme than those of the operation. */
export type Unusable = 'missing' | 'malformed' | 'unsupported';

/**
 * Reads the credentials of a request under the security schemes of an operation, in the contract's order. Any accepted
 * one authenticates the request.
 */
export function readCredentials(
  operation: Operation,
  headers: Readonly<Record<string, string | undefined>>,
): PresentedCredentials {
  let because: Unusable = 'missing';
  const credentials: Credential[] = [];
  for (const scheme of operation.security) {
    const found = read(scheme, headers);
    if (found === 'malformed' || found === 'unsupported') because = found;
    else if (found !== undefined && found !== 'missing') credentials.push(found);
  }
  return credentials.length > 0 ? { credentials } : { credentials: [], because };
}

function read(
  scheme: SecurityScheme,
  headers: Readonly<Record<string, string | undefined>>,
): Credential | Unusable | undefined {
  if (scheme.type === 'apiKey' && scheme.name.toLowerCase() !== 'authorization') {
    const name = scheme.name.toLowerCase();
    const token = headers[name]?.trim();
    return token ? { scheme: name, token } : undefined;
  }
  const header = headers['authorization']?.trim();
  if (!header) return undefined;
  // An apiKey in `Authorization` is Django's `Token <token>`, which has no OpenAPI scheme of its own.
  const word = scheme.type === 'http' ? scheme.scheme.toLowerCase() : 'token';
  const separator = header.indexOf(' ');
  const token = header.slice(separator + 1).trim();
  if (separator < 0) return 'malformed';
  if (header.slice(0, separator).toLowerCase() !== word) return 'unsupported';
  return { scheme: word, token };
}
