import { cookieValue, decodeBasic, queryValue } from './credentials.ts';
import { type Document, resolveRef, type SecurityScheme } from './document.ts';
import type { PlainRequest } from './http-message.ts';
import type { Operation } from './operation.ts';

/**
 * The value of `WWW-Authenticate` for a request without a usable credential (RFC 9110 section 11.6.1); undefined where
 * no scheme of the operation has a challenge, as an apiKey has none.
 *
 * @param realm shown to users, such as the API's title
 */
export function challengesOf({ security }: Operation, realm: string): string | undefined {
  const quoted = `realm="${realm.replaceAll(/[^\x20-\x7e]/g, '?').replaceAll(/["\\]/g, String.raw`\$&`)}"`;
  const challenges = security.flatMap((scheme) => {
    if (scheme.type === 'apiKey') return [];
    const word = scheme.type === 'http' ? canonicalWord(scheme.scheme) : 'Bearer';
    return `${word} ${quoted}${word === 'Basic' ? ', charset="UTF-8"' : ''}`;
  });
  return challenges.length === 0 ? undefined : [...new Set(challenges)].join(', ');
}

function canonicalWord(scheme: string): string {
  return scheme.slice(0, 1).toUpperCase() + scheme.slice(1);
}

/** The places in a request where the credentials of a document may be. */
export interface CredentialPlaces {
  /** Names in lower case, `Authorization` aside. */
  readonly headers: readonly string[];
  readonly query: readonly string[];
  readonly cookies: readonly string[];
  readonly hasBasic: boolean;
}

/** Collects the places of a document's security schemes. */
export function credentialPlaces(document: Document): CredentialPlaces {
  const schemes = Object.values(document.components?.securitySchemes ?? {}).map((node) =>
    resolveRef<SecurityScheme>(document, node),
  );
  const keysIn = (place: string): string[] =>
    schemes.flatMap((scheme) => (scheme.type === 'apiKey' && scheme.in === place ? [scheme.name] : []));
  return {
    headers: keysIn('header')
      .map((name) => name.toLowerCase())
      .filter((name) => name !== 'authorization'),
    query: keysIn('query'),
    cookies: keysIn('cookie'),
    hasBasic: schemes.some((scheme) => scheme.type === 'http' && scheme.scheme.toLowerCase() === 'basic'),
  };
}

/**
 * Lists the texts of a request that may name a sandbox: keys, and of HTTP basic the name and the password.
 *
 * @param search the query as sent, without its question mark
 */
export function presentedTokens(places: CredentialPlaces, headers: PlainRequest['headers'], search: string): string[] {
  const found = [
    ...places.headers.map((name) => headers[name]?.trim()),
    ...places.query.map((name) => queryValue(search, name)),
    ...places.cookies.map((name) => cookieValue(headers['cookie'], name)),
    ...(places.hasBasic ? basicTokens(headers['authorization']) : []),
  ];
  return found.filter((token) => token !== undefined && token !== '') as string[];
}

function basicTokens(header: string | undefined): string[] {
  const [, token] = /^basic +(\S+)$/i.exec(header?.trim() ?? '') ?? [];
  const pair = token === undefined ? undefined : decodeBasic(token);
  if (pair === undefined) return [];
  const colon = pair.indexOf(':');
  return [pair.slice(0, colon), pair.slice(colon + 1)];
}
