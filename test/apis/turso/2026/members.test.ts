import { describe, expect, it } from 'vitest';
import { inOrganization, startTurso } from './helpers.ts';

const membersPath = '/v1/organizations/{organizationSlug}/members';
const memberPath = `${membersPath}/{username}` as const;
const ofMember = (username: string, organizationSlug = 'my-org') => ({
  params: { path: { organizationSlug, username } },
});

describe('listOrganizationMembers', () => {
  it('lists members with their addresses to an admin', async () => {
    const { as, store } = startTurso();
    store.organizations.setRole('my-org', 'hubot', 'admin');
    const { data } = await as('hubot').GET(membersPath, inOrganization());
    expect(data!.members).toContainEqual({ username: 'monalisa', role: 'viewer', email: 'monalisa@example.com' });
  });
});

describe('addOrganizationMember', () => {
  it('makes a user a member with the role `member` unless told otherwise', async () => {
    const { turso, store } = startTurso();
    const request = { ...inOrganization(), body: { username: 'octokitten' } };
    expect((await turso.POST(membersPath, request)).data).toEqual({ member: 'octokitten', role: 'member' });
    expect(store.organizations.membership('my-org', 'octokitten')).toEqual({ role: 'member' });
    expect(await turso.POST(membersPath, request)).toMatchObject({ status: 409 });
    expect(store.auditLog.page('my-org', 1, 0)).toMatchObject([
      { code: 'org-member-add', data: { organization: 'my-org', member: 'octokitten', role: 'member' } },
    ]);
  });
});

describe('getOrganizationMember', () => {
  it('shows a member themselves, and others to an admin only', async () => {
    const { as } = startTurso();
    const hubot = as('hubot');
    expect(await hubot.GET(memberPath, ofMember('hubot'))).toMatchObject({ data: { member: { role: 'member' } } });
    expect(await hubot.GET(memberPath, ofMember('octocat'))).toMatchObject({ status: 403 });
    expect(await hubot.GET(memberPath, ofMember('no-such-user'))).toMatchObject({ status: 403 });
  });
});

describe('updateMemberRole', () => {
  it('gives a member another role, which holds at once', async () => {
    const { turso, as, store } = startTurso();
    const hubot = as('hubot');
    expect(await hubot.GET(membersPath, inOrganization())).toMatchObject({ status: 403 });
    await turso.PATCH(memberPath, { ...ofMember('hubot'), body: { role: 'admin' } });
    expect(await hubot.GET(membersPath, inOrganization())).toMatchObject({ status: 200 });
    expect(store.organizations.membership('my-org', 'hubot')).toEqual({ role: 'admin' });
  });

  it('leaves the owner the owner', async () => {
    const { turso } = startTurso();
    expect(await turso.PATCH(memberPath, { ...ofMember('octocat'), body: { role: 'member' } })).toMatchObject({
      status: 400,
      error: { error: 'invalid role' },
    });
  });
});

describe('removeOrganizationMember', () => {
  it('lets a viewer leave, whose token no longer reaches the organization', async () => {
    const { as, store } = startTurso();
    const monalisa = as('monalisa');
    expect(await monalisa.DELETE(memberPath, ofMember('monalisa'))).toMatchObject({ data: { member: 'monalisa' } });
    expect(await monalisa.GET('/v1/organizations/{organizationSlug}', inOrganization())).toMatchObject({ status: 403 });
    expect(store.auditLog.page('my-org', 1, 0)).toMatchObject([{ code: 'org-member-leave', author: 'monalisa' }]);
  });

  it('lets an admin remove others, and nobody the owner', async () => {
    const { turso, store } = startTurso();
    expect(await turso.DELETE(memberPath, ofMember('hubot'))).toMatchObject({ status: 200 });
    expect(store.auditLog.page('my-org', 1, 0)).toMatchObject([{ code: 'org-member-rm', data: { member: 'hubot' } }]);
    expect(await turso.DELETE(memberPath, ofMember('octocat'))).toMatchObject({ status: 400 });
  });
});

describe('a viewer', () => {
  it('reads, and writes in neither edition', async () => {
    const { as, addToken, client2023 } = startTurso();
    const monalisa = as('monalisa');
    expect(await monalisa.GET('/v1/organizations/{organizationSlug}/usage', inOrganization())).toMatchObject({
      status: 200,
    });
    const old = client2023(addToken('monalisa'));
    const path = '/v1/organizations/{org_slug}/databases';
    const params = { path: { org_slug: 'my-org' } };
    expect(await old.GET(path, { params })).toMatchObject({ status: 200 });
    expect(await old.POST(path, { params, body: { name: 'new-db' } })).toMatchObject({
      status: 403,
      error: { error: 'this requires the role member, admin or owner' },
    });
  });
});
