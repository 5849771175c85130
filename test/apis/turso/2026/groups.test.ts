import { describe, expect, it } from 'vitest';
import { verifyDatabaseToken } from '../../../../src/apis/turso/resources/database-tokens.ts';
import {
  databasePath,
  groupPath,
  groupsPath,
  ids,
  inOrganization,
  ofDatabase,
  ofGroup,
  startTurso,
  type Turso,
} from './helpers.ts';

const instances = async ({ turso }: Turso, database: string) =>
  (await turso.GET(`${databasePath}/instances`, ofDatabase(database))).data!.instances;
const locate = (location: string) => ({
  params: { path: { organizationSlug: 'my-org', groupName: 'edge', location } },
});

const restricted = (parts: Turso, scopes: string[]) =>
  parts.client(parts.addToken('octocat', { organization: 'my-org', groupId: ids.edge, scopes }));
const verify = (parts: Turso, token: string) => verifyDatabaseToken(parts.sandbox.context, token);
const mint = async (parts: Turso, of: 'group' | 'database') => {
  const { data } =
    of === 'group'
      ? await parts.turso.POST(`${groupPath}/auth/tokens`, ofGroup('default'))
      : await parts.turso.POST(`${databasePath}/auth/tokens`, ofDatabase('my-db'));
  return data!.jwt;
};

describe('createGroup', () => {
  it('is on AWS or on Fly.io, as its location is', async () => {
    const { createGroup } = startTurso();
    expect((await createGroup('on-aws', 'aws-eu-west-1')).data?.group).toMatchObject({
      primary: 'aws-eu-west-1',
      locations: ['aws-eu-west-1'],
      version: 'tech-preview',
      archived: false,
    });
    expect((await createGroup('on-fly', 'lhr')).data?.group).toMatchObject({ primary: 'lhr', version: 'v0.24.29' });
  });

  it('gives a group whose location can be waited for', async () => {
    const parts = startTurso();
    await parts.createGroup('on-fly', 'lhr');
    const path = { organizationSlug: 'my-org', groupName: 'on-fly', location: 'lhr' };
    const waiting = parts.turso.GET(`${groupPath}/locations/{location}/wait`, { params: { path } });
    parts.clock.advance(2_000);
    expect(await waiting).toMatchObject({ status: 200 });
  });
});

describe('the locations of a group', () => {
  it('are the instances of its databases', async () => {
    const parts = startTurso();
    expect((await instances(parts, 'edge-db')).map(({ name, type }) => [name, type])).toEqual([
      ['ord', 'primary'],
      ['ams', 'replica'],
    ]);
    await parts.turso.POST(`${groupPath}/locations/{location}`, locate('fra'));
    await parts.turso.DELETE(`${groupPath}/locations/{location}`, locate('ams'));
    expect((await instances(parts, 'edge-db')).map(({ name }) => name)).toEqual(['ord', 'fra']);
    expect(await parts.getDatabase('edge-db')).toMatchObject({ regions: ['ord', 'fra'], primaryRegion: 'ord' });
  });

  it('share an instance among the databases', async () => {
    const parts = startTurso();
    const [mine] = await instances(parts, 'my-db');
    const [other] = await instances(parts, 'analytics');
    expect(mine!.uuid).toBe(other!.uuid);
    expect(mine!.hostname).toBe('my-db-my-org.aws-us-east-1.turso.io');
  });

  it('can fail, which ends a wait with the reason', async () => {
    const parts = startTurso();
    parts.faults.add({ operation: 'addLocationToGroup', action: 'fail-transition' });
    await parts.turso.POST(`${groupPath}/locations/{location}`, locate('fra'));
    const waiting = parts.turso.GET(`${groupPath}/locations/{location}/wait`, locate('fra'));
    parts.clock.advance(2_000);
    expect(await waiting).toMatchObject({
      status: 400,
      error: { error: 'could not provision location fra of group edge' },
    });
    expect((await parts.getGroup('edge'))?.status?.locations).toContainEqual({ name: 'fra', status: 'down' });
  });
});

describe('an archived group', () => {
  it('puts its databases to sleep, and wakes with either of them', async () => {
    for (const wake of ['group', 'database'] as const) {
      const parts = startTurso();
      expect(await parts.getDatabase('edge-db')).toMatchObject({ sleeping: true, archived: true });
      if (wake === 'group') await parts.turso.POST(`${groupPath}/unarchive`, ofGroup('edge'));
      else await parts.turso.POST(`${databasePath}/wakeup`, ofDatabase('edge-db'));
      expect(await parts.getDatabase('edge-db')).toMatchObject({ sleeping: false, archived: false });
      expect(await parts.createDatabase('awake', { group: 'edge' })).toMatchObject({ status: 200 });
    }
  });
});

describe('transferGroup', () => {
  it('takes databases and tokens along, and revokes the API tokens of the group', async () => {
    const parts = startTurso();
    const { turso, store } = parts;
    const { data } = await turso.POST(`${databasePath}/auth/tokens`, ofDatabase('my-db'));
    const moved = await turso.POST(`${groupPath}/transfer`, {
      ...ofGroup('default'),
      body: { organization: 'octocat' },
    });
    expect(moved.data).toMatchObject({ uuid: ids.defaultGroup, name: 'default' });
    expect(await turso.GET(databasePath, ofDatabase('my-db'))).toMatchObject({ status: 404 });
    const there = await turso.GET(databasePath, ofDatabase('my-db', 'octocat'));
    expect(there.data?.database).toMatchObject({
      DbId: ids.myDb,
      Hostname: 'my-db-octocat.aws-us-east-1.turso.io',
    });
    expect(store.apiTokens.all().map(({ name }) => name)).not.toContain('group-bot');
    const claims = JSON.parse(Buffer.from(data!.jwt.split('.')[1]!, 'base64url').toString()) as { id: string };
    expect(claims.id).toBe(ids.myDb);
    for (const organization of ['my-org', 'octocat']) {
      expect(store.auditLog.page(organization, 1, 0)).toMatchObject([{ code: 'group-transfer' }]);
    }
  });
});

describe('a token that is restricted to a group', () => {
  it('sees its group and what is in it, as if there were nothing else', async () => {
    const parts = startTurso();
    const bot = restricted(parts, ['read']);
    expect((await bot.GET(groupsPath, inOrganization())).data?.groups.map(({ name }) => name)).toEqual(['edge']);
    const { data } = await bot.GET('/v1/organizations/{organizationSlug}/databases', inOrganization());
    expect(data?.databases.map(({ Name }) => Name)).toEqual(['edge-db']);
    expect(await bot.GET(databasePath, ofDatabase('edge-db'))).toMatchObject({ status: 200 });
    expect(await bot.GET(databasePath, ofDatabase('my-db'))).toMatchObject({ status: 404 });
    expect(await bot.GET(groupPath, ofGroup('default'))).toMatchObject({ status: 404 });
  });

  it('does what its scopes name, in either edition', async () => {
    const parts = startTurso();
    const bot = restricted(parts, ['read', 'db:mint-token']);
    expect(await bot.POST(`${databasePath}/auth/tokens`, ofDatabase('edge-db'))).toMatchObject({ status: 200 });
    expect(await bot.DELETE(databasePath, ofDatabase('edge-db'))).toMatchObject({ status: 403 });
    const old = await parts.fetch('http://mockplane.local/2023/v1/organizations/my-org/databases/edge-db', {
      method: 'DELETE',
      headers: {
        authorization: `Bearer ${parts.addToken('octocat', { organization: 'my-org', groupId: ids.edge, scopes: ['read'] })}`,
      },
    });
    expect(old.status).toBe(403);
  });

  it('creates databases in its own group only', async () => {
    const parts = startTurso();
    const bot = restricted(parts, ['db:create']);
    const create = (group: string) =>
      bot.POST('/v1/organizations/{organizationSlug}/databases', {
        ...inOrganization(),
        body: { name: `new-${group}`, group },
      });
    expect(await create('default')).toMatchObject({ status: 400, error: { error: 'group not found' } });
    await parts.turso.POST(`${groupPath}/unarchive`, ofGroup('edge'));
    expect(await create('edge')).toMatchObject({ status: 200 });
  });
});

describe('the keys of databases and groups', () => {
  it('rotate apart: that of a database leaves tokens of its group alone', async () => {
    const parts = startTurso();
    const tokens = [await mint(parts, 'database'), await mint(parts, 'group')];
    await parts.turso.POST(`${databasePath}/auth/rotate`, ofDatabase('my-db'));
    expect(tokens.map((token) => verify(parts, token))).toMatchObject([
      { valid: false, reason: 'wrong-signature' },
      { valid: true, organization: 'my-org' },
    ]);
  });

  it('rotate together with the group', async () => {
    const parts = startTurso();
    const tokens = [await mint(parts, 'database'), await mint(parts, 'group')];
    await parts.turso.POST(`${groupPath}/auth/rotate`, ofGroup('default'));
    for (const token of tokens) expect(verify(parts, token)).toMatchObject({ valid: false });
  });
});
