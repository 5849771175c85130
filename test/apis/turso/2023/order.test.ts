import { describe, expect, it } from 'vitest';
import { databasesPath, inOrganization, instancesPath, ofDatabase, startTurso } from './helpers.ts';

const badBody = { location: 'nowhere' };

/** The order of the checks, as the contract tells it: a request that several of them refuse. */
describe('a request that is wrong in more than one way', () => {
  it('is refused for its token before its organization', async () => {
    const request = { ...ofDatabase('no-such-db', 'no-such-org'), body: badBody };
    expect(await startTurso().client().POST(instancesPath, request)).toMatchObject({ status: 401 });
  });

  it('is refused for its organization before its body', async () => {
    const request = { ...ofDatabase('no-such-db', 'no-such-org'), body: badBody };
    expect(await startTurso().turso.POST(instancesPath, request)).toMatchObject({
      status: 404,
      error: { error: 'organization not found' },
    });
  });

  it('is refused for a lack of membership before its body', async () => {
    const request = { ...ofDatabase('no-such-db', 'acme'), body: badBody };
    expect(await startTurso().turso.POST(instancesPath, request)).toMatchObject({
      status: 403,
      error: { error: 'you are not a member of organization acme' },
    });
  });

  it.each(['nowhere', 'xyz'])('is refused for the location %s before its database', async (location) => {
    const request = { ...ofDatabase('no-such-db'), body: { location } };
    expect(await startTurso().turso.POST(instancesPath, request)).toMatchObject({
      status: 400,
      error: { error: `invalid location: ${location}` },
    });
  });

  it('is refused for its database before the plan', async () => {
    const { turso } = startTurso({ plan: 'starter' });
    const request = { ...ofDatabase('no-such-db'), body: { location: 'ord', image: 'canary' as const } };
    expect(await turso.POST(instancesPath, request)).toMatchObject({ status: 404 });
  });

  it('is refused for what the plan lacks before what it limits', async () => {
    const { turso, createInstance } = startTurso({ plan: 'starter' });
    await createInstance('my-db', 'ams');
    const request = { ...ofDatabase('my-db'), body: { location: 'fra', image: 'canary' as const } };
    expect(await turso.POST(instancesPath, request)).toMatchObject({ status: 402 });
  });

  it('is refused for its hostname before its group', async () => {
    const { turso, addOrganization } = startTurso();
    addOrganization('x'.repeat(40));
    const request = { ...inOrganization('x'.repeat(40)), body: { name: 'long-name', group: 'no-such-group' } };
    const { error } = await turso.POST(databasesPath, request);
    expect(error?.error).toContain('is too long for organization');
  });

  it('is refused for the plan before a conflict', async () => {
    const { turso } = startTurso({ plan: 'starter' });
    const request = { ...inOrganization(), body: { name: 'my-db', image: 'canary' as const } };
    expect(await turso.POST(databasesPath, request)).toMatchObject({ status: 402 });
  });
});
