import { describe, expect, it } from 'vitest';
import {
  databasePath,
  databasesV3Path,
  groupPath,
  ids,
  ofDatabase,
  ofGroup,
  startTurso,
  type Turso,
} from './helpers.ts';

const organizationId = ids.organization;
const day = 86_400_000;

const deleted = async ({ turso }: Turso) => {
  const { data } = await turso.GET(databasesV3Path, { params: { path: { organizationId }, query: { deleted: true } } });
  return data!.databases.map(({ Name }) => Name);
};
const restore = ({ turso }: Turso, databaseId: string, name?: string) =>
  turso.POST(`${databasesV3Path}/{databaseId}/restore`, {
    params: { path: { organizationId, databaseId } },
    body: name === undefined ? {} : { name },
  });
const restoreGroup = ({ turso }: Turso, groupId: string) =>
  turso.POST('/v3/organizations/{organizationId}/groups/{groupId}/restore', {
    params: { path: { organizationId, groupId } },
  });

describe('a deleted database', () => {
  it('is kept for five days by the clock', async () => {
    const parts = startTurso();
    expect(await deleted(parts)).toEqual(['old-db', 'staging-db']);
    await parts.turso.DELETE(databasePath, ofDatabase('my-db'));
    parts.clock.advance(5 * day - 1);
    expect(await deleted(parts)).toEqual(['my-db']);
    parts.clock.advance(1);
    expect(await deleted(parts)).toEqual([]);
    expect(await restore(parts, ids.myDb)).toMatchObject({ status: 404 });
  });

  it('comes back with its id, its key and its usage', async () => {
    const parts = startTurso();
    const key = parts.store.databases.signingKey(ids.myDb);
    await parts.turso.DELETE(databasePath, ofDatabase('my-db'));
    const { data } = await restore(parts, ids.myDb);
    expect(data?.database).toMatchObject({ DbId: ids.myDb, Name: 'my-db', engine: 'libsql' });
    expect(data?.database).not.toHaveProperty('deleted_at');
    expect(parts.store.databases.signingKey(ids.myDb)).toEqual(key);
    const usage = await parts.turso.GET(`${databasePath}/usage`, ofDatabase('my-db'));
    expect(usage.data?.database.usage.rows_read).toBe(1_200);
    expect(await deleted(parts)).not.toContain('my-db');
  });

  it('takes another name where its own is taken', async () => {
    const parts = startTurso();
    await parts.turso.DELETE(databasePath, ofDatabase('my-db'));
    await parts.createDatabase('my-db');
    expect(await restore(parts, ids.myDb)).toMatchObject({ status: 400 });
    expect((await restore(parts, ids.myDb, 'my-db-again')).data?.database).toMatchObject({
      Name: 'my-db-again',
      Hostname: 'my-db-again-my-org.aws-us-east-1.turso.io',
    });
  });

  it('brings its group back where that went too, alone', async () => {
    const parts = startTurso();
    await parts.createGroup('pair');
    for (const name of ['one', 'two']) await parts.createDatabase(name, { group: 'pair' });
    const { id } = parts.store.databases.get('my-org', 'one')!;
    await parts.turso.DELETE(groupPath, ofGroup('pair'));
    expect(await restore(parts, id)).toMatchObject({ status: 200 });
    expect(await parts.getGroup('pair')).toMatchObject({ name: 'pair' });
    expect(await parts.getDatabase('two')).toBeUndefined();
  });
});

describe('a deleted group', () => {
  it('comes back with what was deleted with it, and not with what was deleted before', async () => {
    const parts = startTurso();
    await parts.turso.DELETE(databasePath, ofDatabase('analytics'));
    parts.clock.advance(1_000);
    await parts.turso.DELETE(groupPath, ofGroup('default'));
    const { data: listed } = await parts.turso.GET('/v3/organizations/{organizationId}/deleted-groups', {
      params: { path: { organizationId } },
    });
    expect(listed?.groups[0]).toMatchObject({ name: 'default', cascade_databases: 2 });
    const { data } = await restoreGroup(parts, ids.defaultGroup);
    expect(data?.databases.map(({ Name }) => Name)).toEqual(['my-db', 'my-db-branch']);
    expect(data?.failures).toEqual({});
    expect(await parts.getDatabase('analytics')).toBeUndefined();
  });

  it('comes back also where a database of it cannot', async () => {
    const parts = startTurso();
    await parts.turso.DELETE(groupPath, ofGroup('default'));
    await parts.turso.POST(`${groupPath}/unarchive`, ofGroup('edge'));
    await parts.createDatabase('my-db', { group: 'edge' });
    const { data } = await restoreGroup(parts, ids.defaultGroup);
    expect(data?.failures).toEqual({ [ids.myDb]: 'database with same name already exists' });
    expect(data?.databases.map(({ Name }) => Name)).toEqual(['analytics', 'my-db-branch']);
    expect(await restore(parts, ids.myDb, 'my-db-again')).toMatchObject({ status: 200 });
  });

  it('revokes the API tokens that are restricted to it, for good', async () => {
    const parts = startTurso();
    await parts.turso.DELETE(groupPath, ofGroup('default'));
    await restoreGroup(parts, ids.defaultGroup);
    expect(parts.store.apiTokens.all().map(({ name }) => name)).not.toContain('group-bot');
  });
});
