import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { publicJwk, readClaims, signingKey, signJwt, verifyJwt } from '../../../../src/apis/turso/resources/jwt.ts';

// RFC 8037, appendix A: a key, its public part, its thumbprint.
const seed = Buffer.from('nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A', 'base64url');
const key = signingKey(seed);
const other = signingKey(Buffer.alloc(32, 1));

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('publicJwk', () => {
  it('gives the public key and the thumbprint of RFC 8037', () => {
    expect(publicJwk(key)).toEqual({
      kty: 'OKP',
      crv: 'Ed25519',
      alg: 'EdDSA',
      use: 'sig',
      kid: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
      x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
    });
  });
});

describe('signJwt', () => {
  it('signs header and claims with EdDSA', () => {
    const [head, body, signature] = signJwt({ id: 'x', iat: 1 }, key).split('.');
    expect(Buffer.from(head!, 'base64url').toString()).toBe('{"alg":"EdDSA","typ":"JWT"}');
    expect(Buffer.from(body!, 'base64url').toString()).toBe('{"id":"x","iat":1}');
    expect(Buffer.from(signature!, 'base64url')).toHaveLength(64);
  });

  it('gives the same token for the same claims and key', () => {
    expect(signJwt({ id: 'x' }, key)).toBe(signJwt({ id: 'x' }, signingKey(seed)));
  });

  it('writes base64url without padding', () => {
    for (let length = 0; length < 4; length++) {
      expect(signJwt({ id: '>?'.repeat(length) }, key)).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    }
  });
});

describe('verifyJwt', () => {
  it('gives the claims of a token that the key signed', () => {
    const claims = { id: 'dätä', iat: 1, nested: { a: [1] } };
    expect(verifyJwt(signJwt(claims, key), key)).toEqual(claims);
  });

  it('refuses a token of another key', () => {
    expect(verifyJwt(signJwt({ id: 'x' }, other), key)).toBeUndefined();
  });

  it('refuses every other algorithm', () => {
    const content = `${encoded({ alg: 'HS256' })}.${encoded({ id: 'x' })}`;
    const secret = Buffer.from(publicJwk(key).x, 'base64url');
    const signature = createHmac('sha256', secret).update(content).digest('base64url');
    expect(verifyJwt(`${content}.${signature}`, key)).toBeUndefined();
    for (const alg of ['none', 'eddsa', 'ES256', undefined, null, 1]) {
      const [, body, sound] = signJwt({ id: 'x' }, key).split('.');
      expect(verifyJwt(`${encoded({ alg })}.${body}.${sound}`, key)).toBeUndefined();
    }
  });

  it('refuses a token that was changed in any place', () => {
    const token = signJwt({ id: 'x', iat: 1 }, key);
    for (let place = 0; place < token.length; place++) {
      // The last character of the signature holds four bits that are not looked at.
      if (place === token.length - 1) continue;
      const character = token[place] === 'A' ? 'B' : 'A';
      const changed = token.slice(0, place) + character + token.slice(place + 1);
      expect(verifyJwt(changed, key), `changed at ${place}`).toBeUndefined();
    }
  });

  it.each(['', '.', '..', 'a.b', 'a.b.c', 'a.b.c.d', `${encoded({ alg: 'EdDSA' })}..`])('refuses "%s"', (token) => {
    expect(verifyJwt(token, key)).toBeUndefined();
  });

  it('refuses what decodes leniently to a sound token', () => {
    const token = signJwt({ id: 'x' }, key);
    for (const like of [`${token}=`, `${token}\n`, ` ${token}`, token.replace('.', '=.'), `${token}!`]) {
      expect(verifyJwt(like, key)).toBeUndefined();
    }
  });
});

describe('readClaims', () => {
  it('reads the claims, whoever signed', () => {
    expect(readClaims(signJwt({ id: 'x' }, other))).toEqual({ id: 'x' });
  });

  it.each([[[]], [null], ['text'], [1]])('reads no claims from %j', (claims) => {
    expect(readClaims(`${encoded({ alg: 'EdDSA' })}.${encoded(claims)}.x`)).toBeUndefined();
  });
});
