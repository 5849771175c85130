import { describe, expect, it } from 'vitest';
import { ids, inOrganization, ofDatabase, ofGroup as ofGroupNamed, startTurso, type Turso } from './helpers.ts';

const databases = '/v1/organizations/{organizationSlug}/databases';
const groups = '/v1/organizations/{organizationSlug}/groups';
const organization = '/v1/organizations/{organizationSlug}';
const restricted = { status: 403, error: { error: 'this api token does not allow this operation' } };

describe('a token of an organization', () => {
  it('does there what its user may do, and nothing elsewhere', async () => {
    const { as } = startTurso();
    const token = as('octocat', { organization: 'my-org' });
    expect(await token.GET(databases, inOrganization())).toMatchObject({ status: 200 });
    const created = await token.POST(databases, { ...inOrganization(), body: { name: 'new-db', group: 'default' } });
    expect(created).toMatchObject({ status: 200 });
    expect(await token.GET(organization, inOrganization('octocat'))).toMatchObject(restricted);
    expect(await token.GET(organization, inOrganization('acme'))).toMatchObject({ status: 403 });
  });

  it('makes, lists and revokes no tokens of its user', async () => {
    const { as } = startTurso();
    const token = as('octocat', { organization: 'my-org' });
    const named = { params: { path: { tokenName: 'ci-bot' } } };
    expect(await token.GET('/v1/auth/api-tokens')).toMatchObject(restricted);
    expect(await token.POST('/v1/auth/api-tokens/{tokenName}', named)).toMatchObject(restricted);
    expect(await token.POST('/v2/auth/api-tokens/{tokenName}', named)).toMatchObject(restricted);
    expect(await token.DELETE('/v1/auth/api-tokens/{tokenName}', named)).toMatchObject(restricted);
    expect(await token.POST('/v1/auth/invalidate')).toMatchObject(restricted);
    expect(await token.POST('/v1/organizations', { body: { name: 'More' } })).toMatchObject(restricted);
    expect(await token.GET('/v1/auth/validate')).toMatchObject({ data: { exp: -1 } });
  });

  it('has no more power than its user', async () => {
    const { as } = startTurso();
    const token = as('monalisa', { organization: 'my-org' });
    expect(await token.DELETE(`${databases}/{databaseName}`, ofDatabase('my-db'))).toMatchObject({
      status: 403,
      error: { error: 'this requires the role member, admin or owner' },
    });
  });
});

describe('a token of a group', () => {
  it('sees that group only', async () => {
    const ofGroup = groupTokens(startTurso());
    const token = ofGroup('read');
    const { data } = await token.GET(databases, inOrganization());
    expect(new Set(data!.databases.map(({ group }) => group))).toEqual(new Set(['default']));
    expect((await token.GET(groups, inOrganization())).data!.groups.map(({ name }) => name)).toEqual(['default']);
    expect(await token.GET(`${databases}/{databaseName}`, ofDatabase('my-db'))).toMatchObject({ status: 200 });
    expect(await token.GET(`${databases}/{databaseName}`, ofDatabase('edge-db'))).toMatchObject({
      status: 404,
      error: { error: 'could not find database with name edge-db: record not found' },
    });
    expect(await token.GET(`${groups}/{groupName}`, ofGroupNamed('edge'))).toMatchObject({ status: 404 });
  });

  it('does what its scopes name, and no more', async () => {
    const ofGroup = groupTokens(startTurso());
    const reader = ofGroup('read');
    const creator = ofGroup('db:create');
    const create = (client: typeof reader, name: string, group: string) =>
      client.POST(databases, { ...inOrganization(), body: { name, group } });
    expect(await create(reader, 'new-db', 'default')).toMatchObject(restricted);
    expect(await create(creator, 'new-db', 'edge')).toMatchObject({ status: 400, error: { error: 'group not found' } });
    expect(await create(creator, 'new-db', 'default')).toMatchObject({ status: 200 });
    expect(await creator.GET(databases, inOrganization())).toMatchObject(restricted);
    expect(await creator.DELETE(`${databases}/{databaseName}`, ofDatabase('new-db'))).toMatchObject(restricted);
    expect(await ofGroup('db:delete').DELETE(`${databases}/{databaseName}`, ofDatabase('new-db'))).toMatchObject({
      status: 200,
    });
  });

  it.each([
    ['db:mint-token', `${databases}/my-db/auth/tokens`],
    ['db:rotate-creds', `${databases}/my-db/auth/rotate`],
    ['group:mint-token', `${groups}/default/auth/tokens`],
    ['group:rotate-creds', `${groups}/default/auth/rotate`],
  ])('needs the scope %s to POST %s', async (scope, template) => {
    const { fetch, addToken } = startTurso();
    const groupId = ids.defaultGroup;
    const post = async (scopes: readonly string[]) => {
      const token = addToken('octocat', { organization: 'my-org', groupId, scopes });
      const headers = { authorization: `Bearer ${token}` };
      const path = `/2026${template.replace('{organizationSlug}', 'my-org')}`;
      return (await fetch(path, { method: 'POST', headers })).status;
    };
    expect(await post(['read'])).toBe(403);
    expect(await post([scope])).toBe(200);
  });

  it('reaches nothing of the organization itself', async () => {
    const ofGroup = groupTokens(startTurso());
    const token = ofGroup('read', 'db:create', 'group:configure');
    expect(await token.GET(organization, inOrganization())).toMatchObject(restricted);
    expect(await token.GET(`${organization}/members`, inOrganization())).toMatchObject(restricted);
    expect(await token.GET(`${organization}/api-tokens`, inOrganization())).toMatchObject(restricted);
    expect(await token.GET(`${organization}/usage`, inOrganization())).toMatchObject(restricted);
  });

  it('is as restricted in the edition of 2023', async () => {
    const { client2023, addToken } = startTurso();
    const groupId = ids.defaultGroup;
    const of = (...scopes: readonly string[]) =>
      client2023(addToken('octocat', { organization: 'my-org', groupId, scopes }));
    const inTeam = { params: { path: { org_slug: 'my-org' } } };
    const reader = of('read');
    const { data } = await reader.GET('/v1/organizations/{org_slug}/databases', inTeam);
    expect(data!.databases.map(({ Name }) => Name)).not.toContain('edge-db');
    expect((await reader.GET('/v1/organizations/{org_slug}/groups', inTeam)).data!.groups).toHaveLength(1);
    const edge = { params: { path: { org_slug: 'my-org', db_name: 'edge-db' } } };
    expect(await reader.GET('/v1/organizations/{org_slug}/databases/{db_name}', edge)).toMatchObject({ status: 404 });
    const create = (client: typeof reader, body: { name: string; group?: string }) =>
      client.POST('/v1/organizations/{org_slug}/databases', { ...inTeam, body });
    expect(await create(reader, { name: 'new-db', group: 'default' })).toMatchObject(restricted);
    const creator = of('db:create');
    expect(await create(creator, { name: 'new-db' })).toMatchObject({ status: 400 });
    expect(await create(creator, { name: 'new-db', group: 'default' })).toMatchObject({ status: 200 });
    expect(await reader.GET('/v1/organizations/{org_slug}/members', inTeam)).toMatchObject(restricted);
    expect((await reader.GET('/v1/auth/api-tokens')).response.status).toBe(403);
  });

  it('ends with its group, and not with the name of it', async () => {
    const parts = startTurso();
    const { turso } = parts;
    const ofGroup = groupTokens(parts);
    const token = ofGroup('read');
    await turso.POST(`${groups}/{groupName}/rename`, { ...ofGroupNamed('default'), body: { name: 'main' } });
    expect((await token.GET(`${groups}/{groupName}`, ofGroupNamed('main'))).data!.group.name).toBe('main');
    await turso.DELETE(`${groups}/{groupName}`, ofGroupNamed('main'));
    expect(await token.GET('/v1/auth/validate')).toMatchObject({ status: 401 });
  });
});

/** Gives clients with tokens of the caller's for the group `default`. */
function groupTokens({ as }: Turso) {
  return (...scopes: readonly string[]) => as('octocat', { organization: 'my-org', groupId: ids.defaultGroup, scopes });
}
