import { Buffer } from 'node:buffer';
import { TextDecoder } from 'node:util';
import type { SecurityScheme } from './document.ts';
import type { PlainRequest } from './http-message.ts';
import type { Operation } from './operation.ts';
import { decodeCookie, splitCookies, splitQuery } from './parameters/request-text.ts';

/** A credential of a request. */
export interface Credential {
  /** The security scheme it was sent with: `bearer`, `x-api-key`, `authorization`. */
  readonly scheme: string;
  /** The token; of HTTP basic the name and the password, with a colon between them. */
  readonly token: string;
}

/** The credentials of a request, or the reason why there are none to verify. */
export type PresentedCredentials =
  { readonly credentials: readonly Credential[] } | { readonly credentials: readonly []; readonly because: Unusable };

/** `unsupported` is a header with another scheme than those of the operation. */
export type Unusable = 'missing' | 'malformed' | 'unsupported';

/** Where a request holds credentials. */
interface CredentialSource {
  readonly keyIsWhole: boolean;
  readonly headers: PlainRequest['headers'];
  /** The query as sent, without its question mark. */
  readonly search: string;
}

/**
 * Reads the credentials of a request under the security schemes of an operation, in the contract's order. Any accepted
 * one authenticates the request. Where the contract asks for several at once, each of them must be there.
 *
 * @param keyIsWhole whether an apiKey in `Authorization` is the whole header, as OpenAPI has it
 */
export function readCredentials(
  { security, requirements }: Operation,
  headers: PlainRequest['headers'],
  search = '',
  keyIsWhole = false,
): PresentedCredentials {
  const source = { headers, search, keyIsWhole };
  let because: Unusable = 'missing';
  const credentials: Credential[] = [];
  // Most contracts ask for one scheme at a time.
  if (requirements.length === security.length) {
    for (const scheme of security) {
      const found = read(scheme, source);
      if (typeof found === 'object') credentials.push(found);
      else if (found !== 'missing') because = found;
    }
  } else {
    for (const schemes of requirements) {
      const found = schemes.map((scheme) => read(scheme, source));
      const present = found.filter((each) => typeof each === 'object');
      if (present.length === schemes.length) credentials.push(...present);
      else
        because =
          (found.find((each) => typeof each === 'string' && each !== 'missing') as Unusable | undefined) ?? because;
    }
  }
  return credentials.length > 0 ? { credentials } : { credentials: [], because };
}

function read(scheme: SecurityScheme, { headers, search, keyIsWhole }: CredentialSource): Credential | Unusable {
  if (scheme.type !== 'apiKey') return readAuthorization(scheme.type === 'http' ? scheme.scheme : 'bearer', headers);
  if (scheme.in === 'query') return keyIn(scheme.name, queryValue(search, scheme.name));
  if (scheme.in === 'cookie') return keyIn(scheme.name, cookieValue(headers['cookie'], scheme.name));
  const name = scheme.name.toLowerCase();
  // An apiKey in `Authorization` is Django's `Token <token>`, which has no OpenAPI scheme of its own.
  if (name === 'authorization' && !keyIsWhole) return readAuthorization('token', headers);
  return keyIn(name, headers[name]);
}

function keyIn(scheme: string, value: string | undefined): Credential | 'missing' {
  const token = value?.trim();
  return token ? { scheme, token } : 'missing';
}

function readAuthorization(scheme: string, headers: PlainRequest['headers']): Credential | Unusable {
  const header = headers['authorization']?.trim();
  if (!header) return 'missing';
  const word = scheme.toLowerCase();
  const separator = header.indexOf(' ');
  if (separator < 0) return 'malformed';
  if (header.slice(0, separator).toLowerCase() !== word) return 'unsupported';
  const token = header.slice(separator + 1).trim();
  if (word !== 'basic') return { scheme: word, token };
  const pair = decodeBasic(token);
  return pair === undefined ? 'malformed' : { scheme: word, token: pair };
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Decodes the name and the password of HTTP basic (RFC 7617); undefined for a text that is neither Base64 nor a pair. */
export function decodeBasic(token: string): string | undefined {
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(token)) return undefined;
  try {
    const pair = decoder.decode(Buffer.from(token, 'base64'));
    return pair.includes(':') ? pair : undefined;
  } catch {
    return undefined;
  }
}

/** The value of a parameter in a query; undefined if it is not there, or the query cannot be decoded. */
export function queryValue(search: string, name: string): string | undefined {
  if (search === '') return undefined;
  try {
    const raw = splitQuery(search).find(([key]) => key === name)?.[1];
    return raw === undefined ? undefined : decodeURIComponent(raw.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

/** The value of a cookie; undefined if it is not there. */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  const raw = splitCookies(header).find(([key]) => key === name)?.[1];
  return raw === undefined ? undefined : decodeCookie(raw);
}
