import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Claims, signingKey, signJwt } from '../../../../src/apis/turso/resources/jwt.ts';
import { databaseJwks, verifyDatabaseToken } from '../../../../src/apis/turso/resources/database-tokens.ts';
import { beginning, startTurso, type Turso } from '../2023/helpers.ts';

const myDb = '444f7e33-ea1d-11ed-afb4-d228a44fc89f';

function check({ sandbox }: Turso, token: string) {
  return verifyDatabaseToken(sandbox.context, token);
}

/** A token with any claims, signed with the database's own key. */
function signed({ store }: Turso, claims: Claims): string {
  return signJwt(claims, signingKey(store.databases.byId(myDb)!.signingKey));
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

describe('verifyDatabaseToken', () => {
  it('says what a token opens', async () => {
    const turso = startTurso();
    expect(check(turso, await turso.createToken('my-db'))).toEqual({
      valid: true,
      organization: 'my-org',
      database: 'my-db',
      access: 'full-access',
      issuedAt: beginning,
    });
    const token = await turso.createToken('my-db', { authorization: 'read-only', expiration: '1d' });
    expect(check(turso, token)).toEqual({
      valid: true,
      organization: 'my-org',
      database: 'my-db',
      access: 'read-only',
      issuedAt: beginning,
      expiresAt: beginning + 86_400_000,
    });
  });

  it('lets a token expire on the clock, and still says what it was', async () => {
    const turso = startTurso();
    const token = await turso.createToken('my-db', { expiration: '10s' });
    turso.clock.advance(9_999);
    expect(check(turso, token)).toMatchObject({ valid: true });
    // libSQL's server gives a minute of grace.
    turso.clock.advance(61_001);
    expect(check(turso, token)).toEqual({
      valid: false,
      reason: 'expired',
      organization: 'my-org',
      database: 'my-db',
      access: 'full-access',
      issuedAt: beginning,
      expiresAt: beginning + 10_000,
    });
  });

  it('takes the claim rw, which libSQL knows, for full access', () => {
    const turso = startTurso();
    expect(check(turso, signed(turso, { id: myDb, a: 'rw' }))).toMatchObject({ valid: true, access: 'full-access' });
  });

  it.each([
    ['nothing', ''],
    ['a word', 'token'],
    ['two parts', `${encoded({ alg: 'EdDSA' })}.${encoded({})}`],
    ['four parts', `${encoded({ alg: 'EdDSA' })}.${encoded({})}.x.x`],
    ['parts that are no JSON', 'abc.def.ghi'],
    ['a header that is a list', `${encoded([])}.${encoded({})}.x`],
    ['claims that are a list', `${encoded({ alg: 'EdDSA' })}.${encoded([])}.x`],
    ['claims that are null', `${encoded({ alg: 'EdDSA' })}.${encoded(null)}.x`],
    ['no algorithm', `${encoded({ typ: 'JWT' })}.${encoded({ id: myDb })}.x`],
    ['the algorithm none', `${encoded({ alg: 'none' })}.${encoded({ id: myDb })}.x`],
  ])('calls malformed what holds %s', (_what, token) => {
    expect(check(startTurso(), token)).toEqual({ valid: false, reason: 'malformed' });
  });

  it('does not take the public key for a secret', () => {
    const turso = startTurso();
    const [key] = databaseJwks(turso.sandbox.context, 'my-org', 'my-db')!.keys;
    const content = `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded({ id: myDb })}`;
    const signature = createHmac('sha256', Buffer.from(key!.x, 'base64url')).update(content).digest('base64url');
    expect(check(turso, `${content}.${signature}`)).toEqual({ valid: false, reason: 'malformed' });
  });

  it.each<Claims>([
    { a: 'all' },
    { a: 1 },
    { a: null },
    { exp: '1700215200' },
    { exp: 1.5 },
    { exp: -1 },
    { exp: 1e300 },
    { iat: 'now' },
  ])('calls malformed what claims %j', (claims) => {
    const turso = startTurso();
    expect(check(turso, signed(turso, { id: myDb, ...claims }))).toEqual({ valid: false, reason: 'malformed' });
  });

  it('takes a platform API token for no database token', async () => {
    const turso = startTurso();
    const path = { token_name: 'ci-token' };
    const { data } = await turso.turso.POST('/v1/auth/api-tokens/{token_name}', { params: { path } });
    expect(check(turso, data!.token)).toEqual({
      valid: false,
      reason: 'not-a-database-token',
      access: 'full-access',
    });
  });

  it('does not know a database that never was', () => {
    const turso = startTurso();
    const id = '00000000-0000-1000-8000-000000000000';
    expect(check(turso, signed(turso, { id, iat: beginning / 1_000 }))).toEqual({
      valid: false,
      reason: 'unknown-database',
      access: 'full-access',
      issuedAt: beginning,
    });
  });

  it('finds the signature of another database', async () => {
    const turso = startTurso();
    const { id } = turso.store.databases.get('my-org', 'staging-db')!;
    expect(check(turso, signed(turso, { id }))).toMatchObject({
      valid: false,
      reason: 'wrong-signature',
      database: 'staging-db',
    });
  });

  it('finds any change of a token', async () => {
    const turso = startTurso();
    const [head, body, signature] = (await turso.createToken('my-db', { authorization: 'read-only' })).split('.');
    const more = encoded({ iat: beginning / 1_000, id: myDb });
    const other = `${signature!.startsWith('A') ? 'B' : 'A'}${signature!.slice(1)}`;
    for (const token of [`${head}.${more}.${signature}`, `${head}.${body}.${other}`, `${head}.${body}.AAAA`]) {
      expect(check(turso, token)).toMatchObject({ valid: false, reason: 'wrong-signature' });
    }
    for (const token of [`${head}.${body}.${signature}=`, `${head}.${body}.${signature} `, `${head}.${body}.`]) {
      expect(check(turso, token)).toMatchObject({ valid: false, reason: 'malformed' });
    }
  });
});

describe('databaseJwks', () => {
  it('gives the one key of a database, named by its thumbprint', () => {
    const { sandbox } = startTurso();
    const { keys } = databaseJwks(sandbox.context, 'my-org', 'my-db')!;
    const { x } = keys[0]!;
    const thumbprint = createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url');
    expect(keys).toEqual([{ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid: thumbprint, x }]);
    expect(Buffer.from(x, 'base64url')).toHaveLength(32);
  });

  it('gives each database another', () => {
    const { sandbox } = startTurso();
    expect(databaseJwks(sandbox.context, 'my-org', 'my-db')).not.toEqual(
      databaseJwks(sandbox.context, 'my-org', 'staging-db'),
    );
  });

  it('gives nothing where there is no database', () => {
    const { sandbox } = startTurso();
    expect(databaseJwks(sandbox.context, 'my-org', 'no-such-db')).toBeUndefined();
    expect(databaseJwks(sandbox.context, 'acme', 'my-db')).toBeUndefined();
  });
});
