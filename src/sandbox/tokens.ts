import { timingSafeEqual } from 'node:crypto';

/** The sandbox that the server's token opens without a suffix. */
export const defaultSandbox = 'default';

/** Separates the server's token from a sandbox name. */
const separator = '~';

const sandboxName = /^[a-z0-9-]{1,63}$/;

/** Whether a name is valid: 1 to 63 lower-case letters, digits and hyphens. */
export function isSandboxName(name: string): boolean {
  return sandboxName.test(name);
}

/** The token that opens a sandbox: the server's token for `default`; otherwise the server's token, `~` and the name. */
export function sandboxToken(serverToken: string, name: string): string {
  return name === defaultSandbox ? serverToken : `${serverToken}${separator}${name}`;
}

/** Returns the name of the sandbox that a token opens; undefined for an invalid token. */
export type TokenMatcher = (token: string) => string | undefined;

/** Compare at least this many bytes, so that timing reveals nothing about a shorter token. */
const minimumCompared = 256;

/**
 * Creates a matcher that accepts the server's token, alone or followed by `~` and a sandbox name. It compares in
 * constant time, in a zero-filled buffer: hashing the token of every request would take five times as long.
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
    // `write` truncates a longer token, and the token may end in zeros, so compare the lengths too.
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

/** The protected header of a minted JWT. Its `kid` names the sandbox, unless that is `default`. */
export function mintedHeader(sandbox: string): Readonly<Record<string, string>> {
  const header = { alg: 'EdDSA', typ: 'JWT' };
  return sandbox === defaultSandbox ? header : { ...header, kid: sandbox };
}

/** The header of most tokens, as it begins them. */
const defaultHeaderText = `${Buffer.from(JSON.stringify(mintedHeader(defaultSandbox))).toString('base64url')}.`;

/**
 * Returns the name of the sandbox that a JWT was minted for. The signature alone does not identify it: two sandboxes
 * with the same seed draw the same keys.
 *
 * @returns undefined for a token that is not a JWT, or has an invalid `kid`
 */
export function mintedFor(token: string): string | undefined {
  // Every JWT begins with `{"`, which is `eyJ` in Base64.
  if (!token.startsWith('eyJ')) return undefined;
  if (token.startsWith(defaultHeaderText)) return defaultSandbox;
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
