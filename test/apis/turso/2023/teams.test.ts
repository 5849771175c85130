import { describe, expect, it } from 'vitest';
import { inOrganization, ofDatabase, databasePath, startTurso } from './helpers.ts';

const organizationPath = '/v1/organizations/{org_slug}';
const membersPath = `${organizationPath}/members` as const;
const memberPath = `${membersPath}/{username}` as const;
const member = (username: string, org_slug = 'my-org') => ({ params: { path: { org_slug, username } } });

describe('createOrganization', () => {
  it('makes a team that the caller owns, under a slug from its name', async () => {
    const { turso } = startTurso();
    const { data } = await turso.POST('/v1/organizations', { body: { name: 'New Team & Sons' } });
    expect(data!.org).toEqual({ name: 'New Team & Sons', slug: 'new-team-sons', type: 'team', overages: false });
    const members = await turso.GET(membersPath, inOrganization('new-team-sons'));
    expect(members.data).toEqual({ members: [{ username: 'octocat', role: 'owner' }] });
  });

  it('creates nothing in a dry run', async () => {
    const { turso } = startTurso();
    const name = 'New Team';
    await turso.POST('/v1/organizations', { params: { query: { dry_run: true } }, body: { name } });
    const { data } = await turso.GET('/v2/organizations');
    expect(data!.organizations.map(({ slug }) => slug)).not.toContain('new-team');
  });
});

describe('deleteOrganization', () => {
  it('takes the databases along', async () => {
    const { turso, getDatabase } = startTurso();
    await turso.DELETE(organizationPath, inOrganization());
    expect((await turso.GET(databasePath, ofDatabase('my-db'))).error).toEqual({ error: 'organization not found' });
    expect(await getDatabase('my-db')).toBeUndefined();
  });
});

describe('updateOrganization', () => {
  it('turns overages on and off, and leaves out what is not said', async () => {
    const { turso } = startTurso();
    const set = async (body: { overages?: boolean }): Promise<boolean> =>
      (await turso.PATCH(organizationPath, { ...inOrganization(), body })).data!.organization.overages;
    expect([await set({ overages: true }), await set({}), await set({ overages: false })]).toEqual([true, true, false]);
  });
});

describe('the members of a team', () => {
  it('can do what members do as soon as they are added, and no more once they are removed', async () => {
    const { turso, as } = startTurso();
    const newcomer = as('octokitten');
    const look = async () => (await newcomer.GET('/v1/organizations/{org_slug}/databases', inOrganization())).status;
    expect(await look()).toBe(403);
    await turso.POST(membersPath, { ...inOrganization(), body: { username: 'octokitten' } });
    expect(await look()).toBe(200);
    await turso.DELETE(memberPath, member('octokitten'));
    expect(await look()).toBe(403);
  });

  it('may leave by themselves, but not remove others', async () => {
    const { as } = startTurso();
    const hubot = as('hubot');
    expect(await hubot.DELETE(memberPath, member('octocat'))).toMatchObject({ status: 403 });
    expect(await hubot.DELETE(memberPath, member('hubot'))).toMatchObject({ status: 200, data: { member: 'hubot' } });
  });
});

describe('inviteMember', () => {
  it('replaces an earlier invite to the same address', async () => {
    const { turso, store } = startTurso();
    const invite = (role: 'admin' | 'member') =>
      turso.POST('/v1/organizations/{org_slug}/invite', {
        ...inOrganization(),
        body: { email: 'visitor@example.com', role },
      });
    await invite('member');
    await invite('admin');
    expect(store.invites.ofOrganization('my-org')).toMatchObject([{ email: 'visitor@example.com', role: 'admin' }]);
  });
});

describe('updateSubscription', () => {
  it('changes the plan that is shown', async () => {
    const { turso } = startTurso();
    const path = '/v1/organizations/{org_slug}/subscription';
    await turso.POST(path, { ...inOrganization(), body: { plan: 'enterprise' } });
    expect((await turso.GET(path, inOrganization())).data).toEqual({ subscription: { name: 'enterprise' } });
  });
});

describe('transferDatabase', () => {
  it('moves a database with its instances and its tokens', async () => {
    const { turso, createToken, sandbox } = startTurso();
    const token = await createToken('my-db');
    const path = '/v1/organizations/{org_slug}/databases/{db_name}/transfer';
    await turso.POST(path, { ...ofDatabase('my-db'), body: { org: 'octocat' } });
    expect((await turso.GET(databasePath, ofDatabase('my-db'))).status).toBe(404);
    expect((await turso.GET(databasePath, ofDatabase('my-db', 'octocat'))).data!.database).toMatchObject({
      Hostname: 'my-db-octocat.turso.io',
      regions: ['ord', 'sjc'],
    });
    const { id } = sandbox.context.store.databases.find('octocat', 'my-db')!;
    expect(JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString())).toMatchObject({ id });
  });
});
