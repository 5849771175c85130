import { describe, expect, it } from 'vitest';
import { beginSession } from '../../../../src/apis/turso/resources/sessions.ts';
import { inOrganization, startTurso } from './helpers.ts';

const tokensPath = '/v1/auth/api-tokens';
const named = (tokenName: string) => ({ params: { path: { tokenName } } });
const ofToken = (tokenId: string) => ({ params: { path: { organizationSlug: 'my-org', tokenId } } });

describe('createAPIToken', () => {
  it('makes an unrestricted token that works at once', async () => {
    const { turso, client } = startTurso();
    const { data } = await turso.POST(`${tokensPath}/{tokenName}`, named('all'));
    expect(await client(data!.token).GET('/v1/auth/validate')).toMatchObject({ data: { exp: -1 } });
    const { data: list } = await turso.GET(tokensPath);
    expect(list!.tokens.at(-1)).toEqual({ name: 'all', id: data!.id, created_at: '2026-09-15' });
  });

  it('expands presets and keeps each scope once', async () => {
    const { turso } = startTurso();
    const body = { organization: 'my-org', group: 'default', scopes: ['db:create', 'read-only', 'read'] } as const;
    await turso.POST('/v2/auth/api-tokens/{tokenName}', {
      ...named('some'),
      body: { ...body, scopes: [...body.scopes] },
    });
    await turso.POST(`${tokensPath}/{tokenName}`, { ...named('every'), body: { ...body, scopes: ['full-access'] } });
    const { data } = await turso.GET(tokensPath);
    const [some, every] = data!.tokens.slice(-2);
    expect(some).toMatchObject({ organization: 'my-org', group: 'default', scopes: ['read', 'db:create'] });
    expect(every!.scopes).toHaveLength(9);
  });

  it('restricts a token to an organization for any member, to a group for an admin only', async () => {
    const { as } = startTurso();
    const viewer = as('monalisa');
    const mint = (name: string, body: object) => viewer.POST(`${tokensPath}/{tokenName}`, { ...named(name), body });
    expect(await mint('one', { organization: 'my-org' })).toMatchObject({ status: 200 });
    expect(await mint('two', { organization: 'my-org', group: 'default', scopes: ['read'] })).toMatchObject({
      status: 403,
      error: { error: 'this requires the role admin or owner' },
    });
  });
});

describe('revokeAPIToken', () => {
  it('ends the token in the very next request', async () => {
    const { turso, client } = startTurso();
    const { data } = await turso.POST(`${tokensPath}/{tokenName}`, named('short'));
    expect(await turso.DELETE(`${tokensPath}/{tokenName}`, named('short'))).toMatchObject({ data: { token: 'short' } });
    expect(await client(data!.token).GET('/v1/auth/validate')).toMatchObject({ status: 401 });
  });
});

describe('listOrganizationAPITokens', () => {
  const path = '/v1/organizations/{organizationSlug}/api-tokens';

  it('shows an admin all that are restricted to the organization, others their own', async () => {
    const { turso, as } = startTurso();
    const hubot = as('hubot');
    await hubot.POST(`${tokensPath}/{tokenName}`, { ...named('hubots'), body: { organization: 'my-org' } });
    const names = async (client: typeof turso) =>
      (await client.GET(path, inOrganization())).data!.tokens.map(({ name, owner }) => [name, owner!.username]);
    expect(await names(turso)).toEqual([
      ['ci-bot', 'octocat'],
      ['group-bot', 'octocat'],
      ['hubots', 'hubot'],
    ]);
    expect(await names(hubot)).toEqual([['hubots', 'hubot']]);
  });

  it('lets others revoke their own only, and says of the rest that there are none', async () => {
    const { turso, as } = startTurso();
    const hubot = as('hubot');
    await hubot.POST(`${tokensPath}/{tokenName}`, { ...named('hubots'), body: { organization: 'my-org' } });
    const { data } = await turso.GET(path, inOrganization());
    const [ci, , own] = data!.tokens;
    expect(await hubot.DELETE(`${path}/{tokenId}`, ofToken(ci!.id))).toMatchObject({ status: 404 });
    expect(await hubot.DELETE(`${path}/{tokenId}`, ofToken(own!.id))).toMatchObject({ data: { token: own!.id } });
    expect(await turso.DELETE(`${path}/{tokenId}`, ofToken(ci!.id))).toMatchObject({ status: 200 });
  });
});

describe('invalidateSessions', () => {
  it('ends every session and no API token', async () => {
    const { turso, client, addToken, sandbox } = startTurso();
    const session = client(beginSession(sandbox.context, 'octocat'));
    expect(await session.GET('/v1/auth/validate')).toMatchObject({ data: { exp: 1_790_078_400 } });
    const minted = client(addToken('octocat'));
    expect((await session.POST('/v1/auth/invalidate')).data).toEqual({ ValidFrom: 1_789_473_600 });
    expect(await session.GET('/v1/auth/validate')).toMatchObject({ status: 401 });
    for (const other of [turso, minted, client(beginSession(sandbox.context, 'octocat'))]) {
      expect(await other.GET('/v1/auth/validate')).toMatchObject({ status: 200 });
    }
  });

  it('ends sessions of nobody else', async () => {
    const { turso, client, sandbox } = startTurso();
    const session = client(beginSession(sandbox.context, 'hubot'));
    await turso.POST('/v1/auth/invalidate');
    expect(await session.GET('/v1/auth/validate')).toMatchObject({ status: 200 });
  });
});

describe('a session', () => {
  it('lasts seven days', async () => {
    const { client, sandbox, clock } = startTurso();
    const session = client(beginSession(sandbox.context, 'octocat'));
    clock.advance(7 * 24 * 3_600_000 - 1_000);
    expect(await session.GET('/v1/auth/validate')).toMatchObject({ status: 200 });
    clock.advance(1_000);
    expect(await session.GET('/v1/auth/validate')).toMatchObject({ status: 401 });
  });
});
