import { describe, expect, it } from 'vitest';
import { signingKey, verifyJwt } from '../../../../src/apis/turso/resources/jwt.ts';
import { databasesPath, inOrganization, startTurso, type Turso } from './helpers.ts';

const tokenPath = '/v1/auth/api-tokens/{token_name}';
const named = (token_name: string) => ({ params: { path: { token_name } } });

async function create({ turso }: Turso, name: string) {
  return (await turso.POST(tokenPath, named(name))).data!;
}

describe('validateAPIToken', () => {
  it('says that no token that is accepted here ever expires', async () => {
    const parts = startTurso();
    const { token } = await create(parts, 'ci-token');
    for (const client of [parts.turso, parts.client(token)]) {
      const { status, data } = await client.GET('/v1/auth/validate');
      expect([status, data]).toEqual([200, { exp: -1 }]);
    }
  });
});

describe('listAPITokens', () => {
  it('lists them in the order of their creation, without their values', async () => {
    const parts = startTurso();
    const { id } = await create(parts, 'ci-token');
    const { data } = await parts.turso.GET('/v1/auth/api-tokens');
    expect(data).toEqual({
      tokens: [
        { name: 'my-token', id: '6FnEr-6fEe2rsyLfpvsWuA' },
        { name: 'ci-token', id },
      ],
    });
  });

  it("lists the caller's own only", async () => {
    const { as } = startTurso();
    const { data } = await as('hubot').GET('/v1/auth/api-tokens');
    expect(data?.tokens.map(({ name }) => name)).toEqual(['test']);
  });
});

describe('createAPIToken', () => {
  it('shows the value of the token, whose one claim is its id', async () => {
    const parts = startTurso();
    const { id, name, token } = await create(parts, 'ci-token');
    expect(name).toBe('ci-token');
    expect(id).toMatch(/^[A-Za-z0-9_-]{22}$/);
    const [header, claims] = token.split('.').map((part) => Buffer.from(part, 'base64url').toString());
    expect(JSON.parse(header!)).toEqual({ alg: 'EdDSA', typ: 'JWT' });
    expect(JSON.parse(claims!)).toEqual({ jti: id });
  });

  it('gives an id that is a UUID of version 1', async () => {
    const bytes = Buffer.from((await create(startTurso(), 'ci-token')).id, 'base64url');
    expect([bytes.length, bytes[6]! >> 4, bytes[8]! >> 6]).toEqual([16, 1, 2]);
  });

  it('signs all tokens with one key', async () => {
    const parts = startTurso();
    const tokens = [await create(parts, 'one'), await create(parts, 'two')];
    const key = signingKey(Buffer.from(parts.store.settings.get('platform-key')!, 'base64url'));
    for (const { id, token } of tokens) expect(verifyJwt(token, key)).toEqual({ jti: id });
  });

  it('creates a token that acts for the user', async () => {
    const parts = startTurso();
    const client = parts.client((await create(parts, 'ci-token')).token);
    expect(await client.GET(databasesPath, inOrganization())).toMatchObject({ status: 200 });
    expect(await client.GET(databasesPath, inOrganization('acme'))).toMatchObject({ status: 403 });
  });

  it('keeps nothing from which the token could be learned', async () => {
    const parts = startTurso();
    const { token } = await create(parts, 'ci-token');
    const kept = JSON.stringify(parts.store.apiTokens.all());
    expect(kept).toContain('ci-token');
    for (const part of token.split('.')) expect(kept).not.toContain(part);
  });

  it('answers 409 when the user has given the name', async () => {
    const { turso, store } = startTurso();
    expect(await turso.POST(tokenPath, named('my-token'))).toMatchObject({
      status: 409,
      error: { error: 'api token with name my-token already exists' },
    });
    expect(store.apiTokens.all()).toHaveLength(1);
  });

  it('gives a name that another user has given', async () => {
    const { as } = startTurso();
    expect(await as('hubot').POST(tokenPath, named('my-token'))).toMatchObject({ status: 200 });
  });

  it.each([
    ['x'.repeat(33), 'name must be between 1 and 32 characters long'],
    ['-ci', 'name cannot start or end with a hyphen'],
    ['CI_token', 'name can only contain lowercase letters, numbers, and hyphens'],
  ])('answers 400 to the name %s', async (name, error) => {
    expect(await startTurso().turso.POST(tokenPath, named(name))).toMatchObject({ status: 400, error: { error } });
  });
});

describe('revokeAPIToken', () => {
  it('answers with the name, and the token is refused from then on', async () => {
    const parts = startTurso();
    const client = parts.client((await create(parts, 'ci-token')).token);
    const { status, data } = await parts.turso.DELETE(tokenPath, named('ci-token'));
    expect([status, data]).toEqual([200, { token: 'ci-token' }]);
    expect(await client.GET('/v1/auth/validate')).toMatchObject({
      status: 401,
      error: { error: 'api token is unknown or was revoked' },
    });
  });

  it('lets a token revoke itself', async () => {
    const parts = startTurso();
    const client = parts.client((await create(parts, 'ci-token')).token);
    expect(await client.DELETE(tokenPath, named('ci-token'))).toMatchObject({ status: 200 });
    expect(await client.DELETE(tokenPath, named('ci-token'))).toMatchObject({ status: 401 });
  });

  it('frees the name, for a token that is another', async () => {
    const parts = startTurso();
    const first = await create(parts, 'ci-token');
    await parts.turso.DELETE(tokenPath, named('ci-token'));
    const second = await create(parts, 'ci-token');
    expect(second.id).not.toBe(first.id);
    expect(await parts.client(first.token).GET('/v1/auth/validate')).toMatchObject({ status: 401 });
    expect(await parts.client(second.token).GET('/v1/auth/validate')).toMatchObject({ status: 200 });
  });

  it.each(['no-such-token', 'No_Such_Token'])('answers 404 to %s', async (name) => {
    expect(await startTurso().turso.DELETE(tokenPath, named(name))).toMatchObject({
      status: 404,
      error: { error: `could not find api token with name ${name}` },
    });
  });

  it("answers 404 to another user's token", async () => {
    const { turso, as } = startTurso();
    as('hubot');
    expect(await turso.DELETE(tokenPath, named('test'))).toMatchObject({ status: 404 });
  });
});

describe('reset', () => {
  it('ends the tokens created since', async () => {
    const parts = startTurso();
    const { token } = await create(parts, 'ci-token');
    parts.sandbox.reset();
    expect(await parts.client(token).GET('/v1/auth/validate')).toMatchObject({ status: 401 });
  });
});
