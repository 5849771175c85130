import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { defaultSandbox, mintedHeader } from '../../../sandbox/tokens.ts';

/** The claims of a token. Their meaning is up to the issuer. */
export type Claims = Readonly<Record<string, unknown>>;

/** An Ed25519 key pair. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** The PKCS #8 header that precedes the seed (RFC 8410). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Derives the key pair from a seed of 32 bytes. */
export function signingKey(seed: Uint8Array): SigningKey {
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' });
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

/** Signs claims as a compact JWT with EdDSA. The header names the sandbox that the token belongs to. */
export function signJwt(claims: Claims, key: SigningKey, sandbox = defaultSandbox): string {
  const signed = `${encode(mintedHeader(sandbox))}.${encode(claims)}`;
  return `${signed}.${sign(null, Buffer.from(signed), key.privateKey).toString('base64url')}`;
}

/**
 * Three parts of unpadded base64url: header, claims, signature. Node decodes base64url leniently, so check the text
 * first.
 */
const compact = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/**
 * Reads the claims of a token without verifying it; undefined for a text that is no JWT, or another algorithm than
 * EdDSA.
 */
export function readClaims(token: string): Claims | undefined {
  if (!compact.test(token)) return undefined;
  const [head, body] = token.split('.');
  return decode(head!)?.['alg'] === 'EdDSA' ? decode(body!) : undefined;
}

/** Reads the claims of a token with a valid signature; undefined for any other. */
export function verifyJwt(token: string, key: SigningKey): Claims | undefined {
  const claims = readClaims(token);
  const end = token.lastIndexOf('.');
  const signature = Buffer.from(token.slice(end + 1), 'base64url');
  return claims && verify(null, Buffer.from(token.slice(0, end)), key.publicKey, signature) ? claims : undefined;
}

/** A public key as a JSON Web Key (RFC 8037). */
export interface Jwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly alg: 'EdDSA';
  readonly use: 'sig';
  /** The key's thumbprint (RFC 7638). */
  readonly kid: string;
  readonly x: string;
}

/** Converts the public key of a pair to a JSON Web Key. */
export function publicJwk(key: SigningKey): Jwk {
  const x = String(key.publicKey.export({ format: 'jwk' }).x);
  // The thumbprint hashes the required members in alphabetical order.
  const kid = createHash('sha256')
    .update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }))
    .digest('base64url');
  return { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid, x };
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(part: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Claims) : undefined;
  } catch {
    return undefined;
  }
}
