import { describe, expect, it } from 'vitest';
import { createTokenVerifier } from '../../../src/apis/hrana/access.ts';
import type { DatabaseKeys } from '../../../src/apis/hrana/database.ts';
import { signingKey, signJwt } from '../../../src/apis/turso/resources/jwt.ts';

const own = signingKey(Buffer.alloc(32, 1));
const groups = signingKey(Buffer.alloc(32, 2));
const other = signingKey(Buffer.alloc(32, 3));
const database: DatabaseKeys = { id: 'db-1', group: 'group-1', keys: [own.publicKey, groups.publicKey] };
const now = 1_700_000_000_000;
const seconds = now / 1_000;

function verify(claims: Record<string, unknown>, key = own, at = now) {
  return createTokenVerifier()(signJwt(claims, key), database, at);
}

describe('createTokenVerifier', () => {
  it.each([
    [{ id: 'db-1' }, 'full'],
    [{ id: 'db-1', a: 'rw' }, 'full'],
    [{ id: 'db-1', a: 'ro' }, 'read-only'],
    [{}, 'full'],
    [{ a: 'ro' }, 'read-only'],
    [{ gid: 'group-1' }, 'full'],
    [{ p: { rw: { ns: ['db-1'] } } }, 'full'],
    [{ p: { ro: { ns: ['db-1'] } } }, 'read-only'],
    [{ p: { roa: { ns: ['db-1', 'db-2'] } } }, 'read-only'],
    [{ p: { rwa: { tags: ['group-1'] } } }, 'full'],
    [{ id: 'db-1', a: 'ro', p: { roa: { ns: ['db-2'] } } }, 'read-only'],
  ])('grants %j %s access', (claims, access) => {
    expect(verify(claims)).toEqual({ type: 'granted', access });
  });

  it.each([[{ id: 'db-2' }], [{ gid: 'group-2' }], [{ p: { rw: { ns: ['db-2'] } } }], [{ a: 'roa' }]])(
    'forbids %j',
    (claims) => {
      expect(verify(claims)).toEqual({ type: 'forbidden' });
    },
  );

  it.each([[{ id: 7 }], [{ a: 'admin' }], [{ exp: 'tomorrow' }], [{ p: 'all' }]])('refuses %j', (claims) => {
    expect(verify(claims)).toEqual({ type: 'invalid' });
  });

  it('takes a token of the group, and none of another key', () => {
    expect(verify({}, groups).type).toBe('granted');
    expect(verify({}, other).type).toBe('invalid');
  });

  it('turns table rules into rights on tables', () => {
    const perm = [
      { t: ['post'], a: ['data_read', 'data_add', 'fly'] },
      { t: null, a: ['data_read'] },
    ];
    expect(verify({ id: 'db-1', perm })).toEqual({
      type: 'granted',
      access: {
        rules: [
          { tables: ['post'], actions: ['data_read', 'data_add'] },
          { tables: null, actions: ['data_read'] },
        ],
      },
    });
    expect(verify({ id: 'db-1', a: 'ro', perm })).toMatchObject({
      access: { rules: [{ actions: ['data_read'] }, { actions: ['data_read'] }] },
    });
  });

  it('takes a token for a minute beyond its end', () => {
    expect(verify({ exp: seconds - 60 }).type).toBe('granted');
    expect(verify({ exp: seconds - 61 }).type).toBe('expired');
    expect(verify({ exp: seconds - 60 }, own, now + 1_000).type).toBe('expired');
  });

  it('refuses a token after the key was changed, although it knows it', () => {
    const check = createTokenVerifier();
    const token = signJwt({ id: 'db-1' }, own);
    expect(check(token, database, now).type).toBe('granted');
    expect(check(token, { ...database, keys: [other.publicKey] }, now).type).toBe('invalid');
    expect(check(token, database, now).type).toBe('granted');
  });

  it.each(['', 'abc', 'a.b', `${signJwt({}, own)}.x`])('refuses %j', (token) => {
    expect(createTokenVerifier()(token, database, now)).toEqual({ type: 'invalid' });
  });
});
