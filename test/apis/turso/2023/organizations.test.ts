import { describe, expect, it } from 'vitest';
import { inOrganization, startTurso } from './helpers.ts';

const membersPath = '/v1/organizations/{org_slug}/members';

describe('listOrganizations', () => {
  it('lists those that the caller is a member of', async () => {
    const { turso, as } = startTurso();
    const slugs = async (client: typeof turso) =>
      (await client.GET('/v1/organizations')).data?.organizations.map(({ slug }) => slug);
    expect(await slugs(turso)).toEqual(['octocat', 'my-org', 'octo-labs']);
    expect(await slugs(as('hubot'))).toEqual(['my-org']);
    expect(await slugs(as('monalisa'))).toEqual(['octo-labs', 'acme']);
  });
});

describe('listOrganizationMembers', () => {
  it('lists the members to the owner', async () => {
    const { data } = await startTurso().turso.GET(membersPath, inOrganization());
    expect(data).toEqual({
      members: [
        { username: 'octocat', role: 'owner' },
        { username: 'hubot', role: 'member' },
      ],
    });
  });

  it('lists the one member of a personal organization', async () => {
    const { data } = await startTurso().turso.GET(membersPath, inOrganization('octocat'));
    expect(data).toEqual({ members: [{ username: 'octocat', role: 'owner' }] });
  });

  it.each(['member', 'admin'] as const)('answers 403 to a member whose role is %s', async (role) => {
    const { as, store } = startTurso();
    store.organizations.addMember({ organization: 'my-org', username: 'monalisa', role });
    expect(await as('monalisa').GET(membersPath, inOrganization())).toMatchObject({
      status: 403,
      error: { error: 'only organization owners can list members' },
    });
  });
});
