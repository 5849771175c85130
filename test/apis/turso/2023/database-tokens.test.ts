import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { databaseJwks, verifyDatabaseToken } from '../../../../src/apis/turso/resources/database-tokens.ts';
import { beginning, databasePath, ofDatabase, startTurso, type Turso } from './helpers.ts';

const myDb = '444f7e33-ea1d-11ed-afb4-d228a44fc89f';
const seconds = beginning / 1_000;

/** The claims of a token. The signature is not checked. */
function read(token: string): { header: unknown; claims: Record<string, unknown> } {
  const [header, claims] = token.split('.').map((part) => part && Buffer.from(part, 'base64url').toString());
  return { header: JSON.parse(header!), claims: JSON.parse(claims!) };
}

function check({ sandbox }: Turso, token: string) {
  return verifyDatabaseToken(sandbox.context, token);
}

describe('createDatabaseToken', () => {
  it('signs a token that allows everything and never expires', async () => {
    const { header, claims } = read(await startTurso().createToken('my-db'));
    expect(header).toEqual({ alg: 'EdDSA', typ: 'JWT' });
    expect(claims).toEqual({ iat: seconds, id: myDb });
  });

  it('signs with the key that the database publishes', async () => {
    const { createToken, sandbox } = startTurso();
    const [head, body, signature] = (await createToken('my-db')).split('.');
    const key = databaseJwks(sandbox.context, 'my-org', 'my-db')!.keys[0];
    const publicKey = createPublicKey({ key: key as unknown as JsonWebKey, format: 'jwk' });
    expect(verify(null, Buffer.from(`${head}.${body}`), publicKey, Buffer.from(signature!, 'base64url'))).toBe(true);
  });

  it('says that a token is read-only, and nothing when it is not', async () => {
    const { createToken } = startTurso();
    expect(read(await createToken('my-db', { authorization: 'read-only' })).claims).toEqual({
      a: 'ro',
      iat: seconds,
      id: myDb,
    });
    expect(read(await createToken('my-db', { authorization: 'full-access' })).claims).not.toHaveProperty('a');
  });

  it.each(['never', 'none', 'default', ''])('sets no end for the expiration "%s"', async (expiration) => {
    expect(read(await startTurso().createToken('my-db', { expiration })).claims).not.toHaveProperty('exp');
  });

  it.each([
    ['1d', 86_400],
    ['1w', 604_800],
    ['1d12h', 129_600],
    ['12h1d', 129_600],
    ['1h1h', 7_200],
    ['1.5h', 5_400],
    ['.5m', 30],
    ['2.s', 2],
    ['+90s', 90],
    ['15250w', 15_250 * 604_800],
    // A part of a second counts as a whole one.
    ['1s1ns', 2],
    ['1ms', 1],
    ['1us', 1],
    ['1µs', 1],
    ['1μs', 1],
    ['1ns', 1],
    ['1w2d6h3ns', 799_201],
  ])('lets a token of %s live for %i seconds', async (expiration, lifetime) => {
    const { claims } = read(await startTurso().createToken('my-db', { expiration }));
    expect(claims).toEqual({ exp: seconds + lifetime, iat: seconds, id: myDb });
  });

  it('counts from the second that the clock is in', async () => {
    const { createToken, clock } = startTurso();
    clock.advance(999);
    expect(read(await createToken('my-db', { expiration: '1d' })).claims).toMatchObject({
      exp: seconds + 86_400,
      iat: seconds,
    });
    clock.advance(1);
    expect(read(await createToken('my-db')).claims).toMatchObject({ iat: seconds + 1 });
  });

  it.each([
    '0',
    '0s',
    '-0',
    '-1d',
    '+0ns',
    '15251w',
    '999999999999999999999999h',
    '1',
    '1x',
    'd',
    'never1d',
    '1 d',
    '-',
  ])('answers 400 to the expiration "%s"', async (expiration) => {
    const path = { org_slug: 'my-org', db_name: 'my-db' };
    const params = { params: { path, query: { expiration } } };
    expect(await startTurso().turso.POST(`${databasePath}/auth/tokens`, params)).toMatchObject({
      status: 400,
      error: { error: 'Invalid expiration format' },
    });
  });

  it('looks at the expiration before the database', async () => {
    const path = { org_slug: 'my-org', db_name: 'no-such-db' };
    const params = { params: { path, query: { expiration: '-1d' } } };
    expect(await startTurso().turso.POST(`${databasePath}/auth/tokens`, params)).toMatchObject({ status: 400 });
  });

  it('signs for a database without instances', async () => {
    const turso = startTurso();
    expect(check(turso, await turso.createToken('staging-db'))).toMatchObject({ valid: true, database: 'staging-db' });
  });
});

describe('invalidateDatabaseTokens', () => {
  it('answers with nothing, and ends all tokens of the database so far', async () => {
    const turso = startTurso();
    const tokens = [await turso.createToken('my-db'), await turso.createToken('my-db', { expiration: '1d' })];
    const other = await turso.createToken('staging-db');
    const { status, response } = await turso.turso.POST(`${databasePath}/auth/rotate`, ofDatabase('my-db'));
    expect([status, await response.text()]).toEqual([200, '']);
    for (const token of tokens) {
      expect(check(turso, token)).toMatchObject({ valid: false, reason: 'wrong-signature' });
    }
    expect(check(turso, other)).toMatchObject({ valid: true });
    expect(check(turso, await turso.createToken('my-db'))).toMatchObject({ valid: true });
  });

  it('leaves the instances as they are', async () => {
    const { turso, instances } = startTurso();
    const before = await instances('my-db');
    await turso.POST(`${databasePath}/auth/rotate`, ofDatabase('my-db'));
    expect(await instances('my-db')).toEqual(before);
  });
});

describe('deleteDatabase', () => {
  it('ends the tokens of the database, even when its name is given again', async () => {
    const turso = startTurso();
    const token = await turso.createToken('my-db');
    await turso.turso.DELETE(databasePath, ofDatabase('my-db'));
    expect(check(turso, token)).toMatchObject({ valid: false, reason: 'unknown-database' });
    await turso.createDatabase('my-db');
    expect(check(turso, token)).toMatchObject({ valid: false, reason: 'unknown-database' });
  });
});
