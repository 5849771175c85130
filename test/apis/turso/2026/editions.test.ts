import { describe, expect, it } from 'vitest';
import { databasePath, databasesPath, ids, inOrganization, ofDatabase, startTurso } from './helpers.ts';

const old = { list: '/v1/organizations/{org_slug}/databases' } as const;
const oldDatabase = `${old.list}/{db_name}` as const;
const inOrg = { params: { path: { org_slug: 'my-org' } } } as const;
const named = (db_name: string) => ({ params: { path: { org_slug: 'my-org', db_name } } });

describe('a database of 2026, seen through the edition of 2023', () => {
  it('shows the places and the host of its group, and no more than that edition knows', async () => {
    const { turso2023 } = startTurso();
    const { data } = await turso2023.GET(oldDatabase, named('my-db'));
    expect(data?.database).toEqual({
      Name: 'my-db',
      DbId: ids.myDb,
      Hostname: 'my-db-my-org.aws-us-east-1.turso.io',
      IssuedCertCount: 0,
      IssuedCertLimit: 0,
      group: 'default',
      regions: ['aws-us-east-1'],
      primaryRegion: 'aws-us-east-1',
      type: 'logical',
    });
  });

  it('has the instances of its group, which cannot be changed one by one', async () => {
    const { turso2023 } = startTurso();
    const { data } = await turso2023.GET(`${oldDatabase}/instances`, named('my-db'));
    expect(data?.instances).toMatchObject([{ name: 'aws-us-east-1', type: 'primary' }]);
    const added = await turso2023.POST(`${oldDatabase}/instances`, { ...named('my-db'), body: { location: 'ord' } });
    expect(added).toMatchObject({ status: 400 });
  });

  it('shows a name of more than 32 characters, and a draft', async () => {
    const { turso2023, createDatabase } = startTurso();
    const name = 'a-name-that-is-longer-than-32-characters';
    await createDatabase(name, { seed: { type: 'database_upload' } });
    expect((await turso2023.GET(oldDatabase, named(name))).data?.database.Name).toBe(name);
    expect((await turso2023.GET(old.list, inOrg)).data?.databases.map(({ Name }) => Name)).toContain(name);
  });

  it('is gone when it was deleted, and can be brought back after that edition deleted it', async () => {
    const parts = startTurso();
    await parts.turso2023.DELETE(oldDatabase, named('my-db'));
    expect(await parts.turso2023.GET(oldDatabase, named('my-db'))).toMatchObject({ status: 404 });
    const restored = await parts.turso.POST('/v3/organizations/{organizationId}/databases/{databaseId}/restore', {
      params: { path: { organizationId: ids.organization, databaseId: ids.myDb } },
    });
    expect(restored).toMatchObject({ status: 200 });
    expect(await parts.turso2023.GET(oldDatabase, named('my-db'))).toMatchObject({ status: 200 });
  });

  it('is protected from that edition too', async () => {
    const { turso, turso2023 } = startTurso();
    const body = { delete_protection: true };
    await turso.PATCH(`${databasePath}/configuration`, { ...ofDatabase('my-db'), body });
    expect(await turso2023.DELETE(oldDatabase, named('my-db'))).toMatchObject({ status: 403 });
  });

  it('counts its usage there, without the bytes synchronised', async () => {
    const { turso2023 } = startTurso();
    const { data } = await turso2023.GET(`${oldDatabase}/usage`, named('my-db'));
    expect(data?.total).toEqual({ rows_read: 1_200, rows_written: 30, storage_bytes: 8_192 });
  });
});

describe('a database of 2023, seen through the edition of 2026', () => {
  it('has no group and no primary until it has an instance, and then one with a name of its own', async () => {
    const parts = startTurso();
    await parts.createUngrouped('lonely-db');
    const before = await parts.getDatabase('lonely-db');
    expect(before).toMatchObject({ Hostname: 'lonely-db-my-org.turso.io', regions: [], archived: false });
    for (const property of ['group', 'primaryRegion', 'version']) expect(before).not.toHaveProperty(property);

    await parts.turso.POST(`${databasePath}/instances`, { ...ofDatabase('lonely-db'), body: { location: 'ams' } });
    expect(await parts.getDatabase('lonely-db')).toMatchObject({ regions: ['ams'], primaryRegion: 'ams' });
    const { data } = await parts.turso2023.GET(`${oldDatabase}/instances`, named('lonely-db'));
    expect(data?.instances[0]?.name).toMatch(/^[a-z]+-[a-z]+/);
  });

  it('joins the group that it was created in', async () => {
    const parts = startTurso();
    await parts.turso2023.POST(old.list, { ...inOrg, body: { name: 'joined', group: 'default' } });
    expect(await parts.getDatabase('joined')).toMatchObject({ group: 'default', regions: ['aws-us-east-1'] });
  });
});

describe('users and organizations', () => {
  it('are listed by either edition in its own form, a viewer as a member', async () => {
    const { turso2023 } = startTurso();
    const { data } = await turso2023.GET('/v1/organizations/{org_slug}/members', inOrg);
    expect(data?.members).toContainEqual({ username: 'monalisa', role: 'member' });
    const organizations = (await turso2023.GET('/v1/organizations')).data?.organizations;
    expect(organizations?.[1]).toEqual({ name: 'My Org', slug: 'my-org', type: 'team' });
  });

  it('a viewer changes nothing through either edition', async () => {
    const parts = startTurso();
    const viewer = parts.addToken('monalisa');
    for (const edition of ['2023', '2026']) {
      const response = await parts.fetch(`http://mockplane.local/${edition}/v1/organizations/my-org/databases`, {
        method: 'POST',
        headers: { authorization: `Bearer ${viewer}` },
        body: JSON.stringify({ name: 'new-db' }),
      });
      expect([edition, response.status]).toEqual([edition, 403]);
    }
  });
});

describe('the audit log', () => {
  it('tells of the changes of either edition, and who made them with what', async () => {
    const parts = startTurso();
    await parts.createUngrouped('lonely-db');
    await parts.fetch('http://mockplane.local/2026/v1/organizations/my-org/databases/my-db', {
      method: 'DELETE',
      headers: { authorization: `Bearer ${parts.token}`, 'user-agent': 'turso-cli/v1.0.29 (linux/amd64)' },
    });
    expect(parts.store.auditLog.page('my-org', 2, 0)).toMatchObject([
      { code: 'db-delete', origin: 'cli', author: 'octocat', data: { group: 'default', database: 'my-db' } },
      { code: 'db-create', origin: 'web', author: 'octocat', data: { database: 'lonely-db' } },
    ]);
  });
});

describe('the root', () => {
  it('serves the edition of the sandbox, and each edition under its year', async () => {
    const parts = startTurso();
    const versions = async (path: string) => {
      const response = await parts.plainFetch(`http://mockplane.local${path}/v1/organizations/my-org/databases/my-db`, {
        headers: { authorization: `Bearer ${parts.token}` },
      });
      return ((await response.json()) as { database: { version?: string } }).database.version;
    };
    expect([await versions(''), await versions('/2026'), await versions('/2023')]).toEqual([
      'tech-preview',
      'tech-preview',
      undefined,
    ]);
    expect((await parts.turso.GET(databasesPath, inOrganization(ids.organization))).data?.databases).toHaveLength(4);
  });
});
