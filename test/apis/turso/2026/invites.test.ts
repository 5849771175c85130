import { describe, expect, it } from 'vitest';
import { inOrganization, startTurso } from './helpers.ts';

const v2 = '/v2/organizations/{organizationSlug}/invites';
const v1 = '/v1/organizations/{organizationSlug}/invites';
const ofEmail = (email: string) => ({ params: { path: { organizationSlug: 'my-org', email } } });

describe('inviteOrganizationMemberV2', () => {
  it('invites the address of a user, who sees that an invite waits', async () => {
    const { turso, as } = startTurso();
    const { data } = await turso.POST(v2, { ...inOrganization(), body: { username: 'octokitten', role: 'admin' } });
    expect(data!.invited).toEqual({ email: 'octokitten@example.com', role: 'admin', organization: 'My Org' });
    const user = await as('octokitten').GET('/v1/user');
    expect(user.data!.user).toMatchObject({ has_pending_invites: true });
  });

  it('replaces the invite that waits for the same address', async () => {
    const { turso } = startTurso();
    const body = { email: 'newcomer@example.com', role: 'viewer' } as const;
    await turso.POST(v2, { ...inOrganization(), body });
    const { data } = await turso.GET(v2, inOrganization());
    expect(data!.invites).toEqual([{ ...body, id: 2, created_at: '2026-09-15T12:00:00Z' }]);
  });

  it('answers 400 to both an address and a name, and to neither', async () => {
    const { turso } = startTurso();
    for (const body of [{}, { email: 'a@example.com', username: 'octokitten' }]) {
      expect(await turso.POST(v2, { ...inOrganization(), body })).toMatchObject({ status: 400 });
    }
  });
});

describe('deleteOrganizationInviteByEmailV2', () => {
  it('takes an invite back, which the older form then does not list either', async () => {
    const { turso } = startTurso();
    expect(await turso.DELETE(`${v2}/{email}`, ofEmail('newcomer@example.com'))).toMatchObject({ status: 200 });
    expect((await turso.GET(v1, inOrganization())).data).toEqual({ invites: [] });
    expect(await turso.DELETE(`${v1}/{email}`, ofEmail('newcomer@example.com'))).toMatchObject({ status: 404 });
  });

  it('is refused on a plan without invites, which may still list them', async () => {
    const { turso } = startTurso({ plan: 'starter' });
    expect(await turso.DELETE(`${v2}/{email}`, ofEmail('newcomer@example.com'))).toMatchObject({
      status: 400,
      error: { error: "organization my-org can't invite users because plan starter doesn't support it" },
    });
    expect((await turso.GET(v2, inOrganization())).data!.invites).toHaveLength(1);
  });
});

describe('inviteMember', () => {
  it('answers in the older form, as listInvites does', async () => {
    const { turso } = startTurso();
    const path = '/v1/organizations/{organizationSlug}/invite';
    const { data } = await turso.POST(path, { ...inOrganization(), body: { email: 'visitor@example.com' } });
    const invite = { ID: 2, CreatedAt: '2026-09-15T12:00:00Z', Email: 'visitor@example.com', Role: 'member' };
    expect(data!.invited).toEqual({ ...invite, Accepted: false });
    expect((await turso.GET(v1, inOrganization())).data!.invites).toContainEqual(data!.invited);
  });
});
