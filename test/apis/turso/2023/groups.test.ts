import { describe, expect, it } from 'vitest';
import { databasesPath, inOrganization, startTurso, type Turso } from './helpers.ts';

const groupsPath = '/v1/organizations/{org_slug}/groups';
const groupPath = `${groupsPath}/{group_name}` as const;
const locationPath = `${groupPath}/locations/{location}` as const;

const ofGroup = (group_name: string, org_slug = 'my-org') => ({ params: { path: { org_slug, group_name } } });
const at = (group_name: string, location: string, org_slug = 'my-org') => ({
  params: { path: { org_slug, group_name, location } },
});

const createGroup = ({ turso }: Turso, name: string, location = 'lhr') =>
  turso.POST(groupsPath, { ...inOrganization(), body: { name, location } });
const createIn = ({ turso }: Turso, name: string, group: string) =>
  turso.POST(databasesPath, { ...inOrganization(), body: { name, group } });

describe('listGroups', () => {
  it.each(['my-org', 'octocat', 'octo-labs'])('starts with the group default in %s', async (slug) => {
    const { data } = await startTurso().turso.GET(groupsPath, inOrganization(slug));
    expect(data).toEqual({ groups: [{ name: 'default', locations: ['ord', 'sjc'], primary: 'ord' }] });
  });
});

describe('createGroup', () => {
  it('makes a group that is listed after the others', async () => {
    const parts = startTurso();
    await createGroup(parts, 'edge');
    const { data } = await parts.turso.GET(groupsPath, inOrganization());
    expect(data!.groups.map(({ name }) => name)).toEqual(['default', 'edge']);
  });

  it('takes the names that the CLI sends', async () => {
    const { fetch, sandbox } = startTurso();
    const response = await fetch('/v1/organizations/my-org/groups', {
      method: 'POST',
      headers: { authorization: 'Bearer mockplane-token' },
      body: '{"Name":"edge","Location":"ams","Version":"latest"}',
    });
    expect(await response.json()).toEqual({ group: { name: 'edge', locations: ['ams'], primary: 'ams' } });
    expect(sandbox.journal.entries()[0]!.notes).toEqual([
      'property Name read as name',
      'property Location read as location',
      'property Version read as version',
    ]);
  });
});

describe('a database of a group', () => {
  it('has an instance in each location of the group, under its code', async () => {
    const parts = startTurso();
    await createIn(parts, 'grouped', 'default');
    expect(await parts.getDatabase('grouped')).toMatchObject({
      group: 'default',
      regions: ['ord', 'sjc'],
      primaryRegion: 'ord',
    });
    const instances = await parts.instances('grouped');
    expect(instances.map(({ name, region, type }) => [name, region, type])).toEqual([
      ['ord', 'ord', 'primary'],
      ['sjc', 'sjc', 'replica'],
    ]);
  });

  it('follows the locations of the group', async () => {
    const parts = startTurso();
    await createIn(parts, 'grouped', 'default');
    await parts.turso.POST(locationPath, at('default', 'fra'));
    expect((await parts.getDatabase('grouped'))!.regions).toEqual(['ord', 'sjc', 'fra']);
    await parts.turso.DELETE(locationPath, at('default', 'sjc'));
    expect((await parts.getDatabase('grouped'))!.regions).toEqual(['ord', 'fra']);
  });

  it('goes with the group, and its name is free at once', async () => {
    const parts = startTurso();
    await createGroup(parts, 'edge');
    await createIn(parts, 'grouped', 'edge');
    await parts.turso.DELETE(groupPath, ofGroup('edge'));
    expect(await parts.getDatabase('grouped')).toBeUndefined();
    expect((await createIn(parts, 'grouped', 'default')).response.status).toBe(200);
    expect((await createGroup(parts, 'edge')).response.status).toBe(200);
  });

  it('is no member of a group unless one is named', async () => {
    const parts = startTurso();
    await parts.createDatabase('alone');
    expect(await parts.getDatabase('alone')).not.toHaveProperty('group');
  });
});

describe('addLocationToGroup', () => {
  it('leaves a location that the group has as it is', async () => {
    const { turso } = startTurso();
    const { data } = await turso.POST(locationPath, at('default', 'sjc'));
    expect(data!.group.locations).toEqual(['ord', 'sjc']);
  });
});

describe('waitForGroupLocation', () => {
  it('answers when the location is ready', async () => {
    const parts = startTurso({ transitions: '2s' });
    await createGroup(parts, 'edge');
    const waiting = parts.turso.GET(`${locationPath}/wait`, at('edge', 'lhr'));
    expect(await parts.isPending(waiting)).toBe(true);
    parts.clock.advance(2_000);
    expect((await waiting).response.status).toBe(200);
  });

  it('answers 404 once the group is gone', async () => {
    const parts = startTurso({ transitions: 'manual' });
    await createGroup(parts, 'edge');
    const waiting = parts.turso.GET(`${locationPath}/wait`, at('edge', 'lhr'));
    expect(await parts.isPending(waiting)).toBe(true);
    await parts.turso.DELETE(groupPath, ofGroup('edge'));
    expect(await waiting).toMatchObject({ status: 404, error: { error: 'group not found' } });
  });

  it('answers 400 when the location could not be provisioned', async () => {
    const parts = startTurso();
    await createGroup(parts, 'edge');
    const group = parts.store.groups.get('my-org', 'edge')!;
    parts.store.groups.setLocationStatus(parts.store.groups.locations(group.id)[0]!.instanceUuid, 'failed');
    expect(await parts.turso.GET(`${locationPath}/wait`, at('edge', 'lhr'))).toMatchObject({
      status: 400,
      error: { error: 'could not provision location lhr of group edge' },
    });
  });
});

describe('createGroupToken', () => {
  it('names the group in the token', async () => {
    const { turso, store } = startTurso();
    const { data } = await turso.POST(`${groupPath}/auth/tokens`, ofGroup('default'));
    const claims = JSON.parse(Buffer.from(data!.jwt.split('.')[1]!, 'base64url').toString()) as unknown;
    expect(claims).toEqual({ gid: store.groups.get('my-org', 'default')!.id, iat: 1_700_128_800 });
  });
});

describe('invalidateGroupTokens', () => {
  it('replaces the keys of the group and of its databases', async () => {
    const parts = startTurso();
    await createIn(parts, 'grouped', 'default');
    const keys = () => [
      Buffer.from(parts.store.groups.get('my-org', 'default')!.signingKey).toString('hex'),
      Buffer.from(parts.store.databases.find('my-org', 'grouped')!.signingKey).toString('hex'),
      Buffer.from(parts.store.databases.find('my-org', 'my-db')!.signingKey).toString('hex'),
    ];
    const [ofGroupBefore, groupedBefore, otherBefore] = keys();
    await parts.turso.POST(`${groupPath}/auth/rotate`, ofGroup('default'));
    const [ofGroupAfter, groupedAfter, otherAfter] = keys();
    expect(ofGroupAfter).not.toBe(ofGroupBefore);
    expect(groupedAfter).not.toBe(groupedBefore);
    expect(otherAfter).toBe(otherBefore);
  });
});
