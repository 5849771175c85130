import { timingSafeEqual } from 'node:crypto';

/** The sandbox that the server's token opens by itself. */
export const defaultSandbox = 'default';

/** Separates the server's token from the name of the sandbox that it opens. */
const separator = '~';

const sandboxName = /^[a-z0-9-]{1,63}$/;

/** Whether a sandbox can have this name: 1 to 63 lower-case letters, digits and hyphens. */
export function isSandboxName(name: string): boolean {
  return sandboxName.test(name);
}

/** The token that opens a sandbox: the server's own for `default`, else the server's, `~` and the name. */
export function sandboxToken(serverToken: string, name: string): string {
  return name === defaultSandbox ? serverToken : `${serverToken}${separator}${name}`;
}

/** The name of the sandbox that a token opens; undefined for a token that is not accepted. */
export type TokenMatcher = (token: string) => string | undefined;

/** Compare at least this many bytes, so that timing reveals nothing about a shorter token. */
const minimumCompared = 256;

/**
 * Accepts the server's token, alone or followed by `~` and the name of a sandbox. The comparison takes constant time, in
 * a buffer that is filled up with zeros: hashing the token of every request would take five times as long.
 */
export function createTokenMatcher(serverToken: string): TokenMatcher {
  const length = Buffer.byteLength(serverToken);
  const expected = Buffer.alloc(Math.max(length, minimumCompared));
  const sent = Buffer.alloc(expected.byteLength);
  expected.write(serverToken);

  const isServerToken = (token: string): boolean => {
    sent.fill(0);
    sent.write(token);
    const isEqual = timingSafeEqual(sent, expected);
    // A longer token was truncated, and zeros may have been sent.
    return isEqual && Buffer.byteLength(token) === length;
  };

  return (token) => {
    if (isServerToken(token)) return defaultSandbox;
    const at = token.lastIndexOf(separator);
    if (at < 0 || !isServerToken(token.slice(0, at))) return undefined;
    const name = token.slice(at + 1);
    return isSandboxName(name) ? name : undefined;
  };
}

/** The protected header of a minted JWT: it names the sandbox in `kid`, unless that is `default`. */
export function mintedHeader(sandbox: string): Readonly<Record<string, string>> {
  const header = { alg: 'EdDSA', typ: 'JWT' };
  return sandbox === defaultSandbox ? header : { ...header, kid: sandbox };
}

/**
 * The name of the sandbox that a minted JWT says it belongs to. Two sandboxes with the same seed draw the same keys, so
 * the signature alone would not tell them apart.
 *
 * @returns undefined for a token that is no JWT
 */
export function mintedFor(token: string): string | undefined {
  // Every JWT begins with `{"`.
  if (!token.startsWith('eyJ')) return undefined;
  try {
    const header: unknown = JSON.parse(Buffer.from(token.slice(0, token.indexOf('.')), 'base64url').toString());
    if (typeof header !== 'object' || header === null) return undefined;
    const { kid } = header as { kid?: unknown };
    if (kid === undefined) return defaultSandbox;
    return typeof kid === 'string' && isSandboxName(kid) ? kid : undefined;
  } catch {
    return undefined;
  }
}
