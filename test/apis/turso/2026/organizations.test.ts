import { describe, expect, it } from 'vitest';
import { inOrganization, startTurso } from './helpers.ts';

const path = '/v1/organizations/{organizationSlug}';
const update = (parts: ReturnType<typeof startTurso>, body: Record<string, boolean>) =>
  parts.turso.PATCH(path, { ...inOrganization(), body });

describe('listOrganizations', () => {
  it('answers a bare array of those that the caller is in', async () => {
    const { turso, as } = startTurso();
    const slugs = async (client: typeof turso) => (await client.GET('/v1/organizations')).data!.map(({ slug }) => slug);
    expect(await slugs(turso)).toEqual(['octocat', 'my-org', 'octo-labs']);
    expect(await slugs(as('hubot'))).toEqual(['my-org']);
  });

  it('shows a restricted token its own only', async () => {
    const { as } = startTurso();
    const restricted = as('octocat', { organization: 'octo-labs' });
    expect((await restricted.GET('/v1/organizations')).data).toMatchObject([{ slug: 'octo-labs' }]);
    expect((await restricted.GET('/v2/organizations')).data!.organizations).toHaveLength(1);
  });

  it('leaves restore_enabled to the single organization', async () => {
    const { turso } = startTurso();
    const { data } = await turso.GET('/v2/organizations');
    expect(data!.organizations[0]).not.toHaveProperty('restore_enabled');
    expect((await turso.GET(path, inOrganization())).data!.organization).toMatchObject({ restore_enabled: true });
  });
});

describe('getOrganization', () => {
  it('takes the id in place of the slug', async () => {
    const { turso } = startTurso();
    const byId = inOrganization('0a9aeb70-e351-4c3d-931f-a600ec7d3c9d');
    expect((await turso.GET(path, byId)).data!.organization).toMatchObject({ slug: 'my-org', plan_id: 'scaler' });
  });
});

describe('createOrganization', () => {
  it('makes a team that the caller owns', async () => {
    const { turso, store } = startTurso();
    const { data } = await turso.POST('/v1/organizations', { body: { name: 'Moon Base 7' } });
    expect(data!.org).toMatchObject({ slug: 'moon-base-7', type: 'team', plan_id: 'starter' });
    expect(store.organizations.members('moon-base-7')).toMatchObject([{ username: 'octocat', role: 'owner' }]);
    expect(store.auditLog.page('moon-base-7', 1, 0)).toMatchObject([{ code: 'org-create', author: 'octocat' }]);
  });

  it('makes nothing in a dry run, and shows the id that it would have', async () => {
    const { turso } = startTurso();
    const request = (dry_run: boolean) =>
      turso.POST('/v1/organizations', { params: { query: { dry_run } }, body: { name: 'Moon Base' } });
    const dry = await request(true);
    expect(await turso.GET(path, inOrganization('moon-base'))).toMatchObject({ status: 404 });
    expect((await request(false)).data).toEqual(dry.data);
  });
});

describe('updateOrganization', () => {
  it('changes what is given and keeps the rest', async () => {
    const parts = startTurso();
    expect((await update(parts, { overages: true })).data!.organization).toMatchObject({ overages: true });
    const { data } = await update(parts, { restore_enabled: false });
    expect(data!.organization).toMatchObject({ overages: true, restore_enabled: false, require_mfa: false });
  });

  it('refuses restore_enabled beside anything else and changes neither', async () => {
    const parts = startTurso();
    expect(await update(parts, { restore_enabled: false, overages: true })).toMatchObject({ status: 400 });
    const { data } = await parts.turso.GET(path, inOrganization());
    expect(data!.organization).toMatchObject({ overages: false, restore_enabled: true });
  });

  it('closes the organization to members without multi-factor authentication', async () => {
    const parts = startTurso();
    const hubot = parts.as('hubot');
    parts.store.organizations.updateUser('octocat', { mfa: true });
    expect(await update(parts, { require_mfa: true })).toMatchObject({ status: 200 });
    expect(await hubot.GET(path, inOrganization())).toMatchObject({
      status: 403,
      error: { error: 'organization my-org requires multi-factor authentication' },
    });
    parts.store.organizations.updateUser('hubot', { mfa: true });
    expect(await hubot.GET(path, inOrganization())).toMatchObject({ status: 200 });
  });

  it.each(['viewer', 'member'] as const)('is not for a member whose role is %s', async (role) => {
    const { as, store } = startTurso();
    store.organizations.addMember({ organization: 'my-org', username: 'octokitten', role });
    expect(await as('octokitten').PATCH(path, { ...inOrganization(), body: {} })).toMatchObject({ status: 403 });
  });
});

describe('deleteOrganization', () => {
  it('takes its groups, databases and tokens along', async () => {
    const { turso, store } = startTurso();
    expect(await turso.DELETE(path, inOrganization())).toMatchObject({ status: 200, data: {} });
    expect(await turso.GET(path, inOrganization())).toMatchObject({ status: 404 });
    expect(store.databases.all().filter(({ organization }) => organization === 'my-org')).toEqual([]);
    expect(store.apiTokens.ofOrganization('my-org')).toEqual([]);
  });

  it('is for the owner, not for an admin', async () => {
    const { as, store } = startTurso();
    store.organizations.setRole('my-org', 'hubot', 'admin');
    expect(await as('hubot').DELETE(path, inOrganization())).toMatchObject({
      status: 403,
      error: { error: 'this requires the role owner' },
    });
  });
});
