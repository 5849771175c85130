import { createPublicKey, verify } from 'node:crypto';
import { createTursoClient } from 'mockplane/turso';
import { describe, expect, it } from 'vitest';
import { operationOf } from '../../helpers/operations.ts';
import { dataOf, myDatabase, type Parts, start } from './helpers.ts';

const check = async ({ admin }: Parts, token: string) =>
  dataOf(await admin.POST('/_mockplane/tokens/verify', { body: { token } }));

async function keys({ admin }: Parts) {
  const params = { path: { organization: 'my-org', database: 'my-db' } };
  return dataOf(await admin.GET('/_mockplane/organizations/{organization}/databases/{database}/jwks', { params })).keys;
}

async function mint({ turso }: Parts, query: { expiration?: string; authorization?: 'read-only' } = {}) {
  const params = { ...myDatabase.params, query };
  const { data } = await turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/auth/tokens', { params });
  return data!.jwt;
}

const rotate = ({ turso }: Parts) =>
  turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/auth/rotate', myDatabase);

describe('getDatabaseKeys', () => {
  it('gives the key that anyone verifies the tokens with', async () => {
    const parts = start();
    const token = await mint(parts);
    const [key] = await keys(parts);
    const end = token.lastIndexOf('.');
    const publicKey = createPublicKey({ key: { ...key! }, format: 'jwk' });
    const signature = Buffer.from(token.slice(end + 1), 'base64url');
    expect(verify(null, Buffer.from(token.slice(0, end)), publicKey, signature)).toBe(true);
  });

  it('gives another one when it was rotated', async () => {
    const parts = start();
    const before = await keys(parts);
    await rotate(parts);
    expect(await keys(parts)).not.toEqual(before);
  });
});

describe('verifyDatabaseToken', () => {
  it('tells what a token is good for, until it expires by the clock', async () => {
    const parts = start();
    const token = await mint(parts, { expiration: '1d', authorization: 'read-only' });
    const content = {
      organization: 'my-org',
      database: 'my-db',
      access: 'read-only',
      issuedAt: '2023-11-16T10:00:00.000Z',
      expiresAt: '2023-11-17T10:00:00.000Z',
    };
    expect(await check(parts, token)).toEqual({ valid: true, ...content });
    // The service's library lets a token live a minute longer than it says.
    await parts.admin.POST('/_mockplane/clock/advance', { body: { by: '1d' } });
    expect(await check(parts, token)).toEqual({ valid: true, ...content });
    await parts.admin.POST('/_mockplane/clock/advance', { body: { by: '61s' } });
    expect(await check(parts, token)).toEqual({ valid: false, reason: 'expired', ...content });
  });

  it('tells that the key was rotated, and that the database is gone', async () => {
    const parts = start();
    const token = await mint(parts);
    await rotate(parts);
    expect(await check(parts, token)).toMatchObject({ valid: false, reason: 'wrong-signature', database: 'my-db' });
    await parts.turso.DELETE('/v1/organizations/{org_slug}/databases/{db_name}', myDatabase);
    const gone = await check(parts, token);
    expect(gone).toEqual({
      valid: false,
      reason: 'unknown-database',
      access: 'full-access',
      issuedAt: '2023-11-16T10:00:00.000Z',
    });
  });

  it('tells a platform token apart', async () => {
    const parts = start();
    const { data } = await parts.turso.POST('/v1/auth/api-tokens/{token_name}', {
      params: { path: { token_name: 'new-token' } },
    });
    expect(await check(parts, data!.token)).toEqual({ valid: false, reason: 'not-a-database-token' });
  });

  const { bodies, replies } = operationOf('verifyDatabaseToken');
  const answers = new Map(replies[0]!.content!.examples.map(({ name, value }) => [name, value]));

  it.each(bodies[0]!.examples.map(({ name, value }) => ({ name, value: value as { token: string } })))(
    'says of the token $name of the examples what the contract says',
    async ({ name, value }) => {
      // The day after the one on which the examples were made.
      const parts = start({ clock: { now: '2023-11-18T10:00:00Z', running: false } });
      expect(await check(parts, value.token)).toEqual(answers.get(name));
    },
  );

  it('does not show the token in the journal of the request that minted it', async () => {
    const parts = start();
    const token = await mint(parts);
    const client = createTursoClient({ fetch: parts.fetch, token });
    await client.GET('/v1/auth/validate');
    const all = dataOf(await parts.admin.GET('/_mockplane/exchanges')).exchanges.map(({ id }) =>
      parts.admin.GET('/_mockplane/exchanges/{exchangeId}', { params: { path: { exchangeId: id } } }),
    );
    const text = JSON.stringify((await Promise.all(all)).map(dataOf));
    expect(text).toContain('createDatabaseToken');
    expect(text).not.toContain(token);
  });
});
