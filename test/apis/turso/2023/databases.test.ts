import { createMockplane } from 'mockplane';
import { describe, expect, it } from 'vitest';
import {
  databasePath,
  databasesPath,
  inOrganization,
  instancePath,
  ofDatabase,
  ofInstance,
  replica,
  startTurso,
} from './helpers.ts';

describe('listDatabases', () => {
  it('lists those of the organization in the order of their creation', async () => {
    const { turso, createDatabase } = startTurso();
    await createDatabase('zebra');
    await createDatabase('aardvark');
    const { data } = await turso.GET(databasesPath, inOrganization());
    expect(data?.databases.map(({ Name }) => Name)).toEqual(['my-db', 'staging-db', 'zebra', 'aardvark']);
  });

  it('lists nothing for an organization without databases', async () => {
    const { turso } = startTurso();
    const { status, data } = await turso.GET(databasesPath, inOrganization('octo-labs'));
    expect([status, data]).toEqual([200, { databases: [] }]);
  });

  it('shows each as getDatabase does', async () => {
    const { turso, createDatabase, createInstance, getDatabase } = startTurso();
    await createDatabase('new-db');
    for (const location of ['fra', 'ams', 'fra']) await createInstance('new-db', location);
    const { data } = await turso.GET(databasesPath, inOrganization());
    const names = ['my-db', 'staging-db', 'new-db'];
    expect(data?.databases).toEqual(await Promise.all(names.map((name) => getDatabase(name))));
  });
});

describe('createDatabase', () => {
  it('answers with five properties, and two empty ones from the time before tokens', async () => {
    const { status, data } = await startTurso().createDatabase('new-db');
    expect([status, data]).toEqual([
      200,
      {
        database: {
          Name: 'new-db',
          Hostname: 'new-db-my-org.turso.io',
          IssuedCertLimit: 0,
          IssuedCertCount: 0,
          DbId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
        },
        username: '',
        password: '',
      },
    ]);
  });

  it('creates a database without instances', async () => {
    const { createDatabase, getDatabase, instances } = startTurso();
    const { data } = await createDatabase('new-db');
    expect(await getDatabase('new-db')).toEqual({ ...data?.database, regions: [], type: 'logical' });
    expect(await instances('new-db')).toEqual([]);
  });

  it('takes the group default, either image, and properties that it does not know', async () => {
    const { turso } = startTurso();
    const bodies = [
      { name: 'db-1', group: 'default' },
      { name: 'db-2', image: 'latest' as const },
      { name: 'db-3', image: 'canary' as const, location: 'ams' },
    ];
    for (const body of bodies) {
      expect(await turso.POST(databasesPath, { ...inOrganization(), body })).toMatchObject({ status: 200 });
    }
  });

  it.each(['a', '0', 'a-b', 'a--b', '1-2', 'x'.repeat(32)])('takes the name %s', async (name) => {
    expect(await startTurso().createDatabase(name)).toMatchObject({ status: 200, data: { database: { Name: name } } });
  });

  it.each([
    ['', 'name must be between 1 and 32 characters long'],
    ['x'.repeat(33), 'name must be between 1 and 32 characters long'],
    ['-db', 'name cannot start or end with a hyphen'],
    ['db-', 'name cannot start or end with a hyphen'],
    ['-', 'name cannot start or end with a hyphen'],
    ['My_DB', 'name can only contain lowercase letters, numbers, and hyphens'],
    ['my.db', 'name can only contain lowercase letters, numbers, and hyphens'],
    ['dätä', 'name can only contain lowercase letters, numbers, and hyphens'],
  ])('answers 400 to the name "%s"', async (name, error) => {
    const { createDatabase, store } = startTurso();
    expect(await createDatabase(name)).toMatchObject({ status: 400, error: { error } });
    expect(store.databases.count('my-org')).toBe(2);
  });

  it('answers 400 to a group that does not exist', async () => {
    const { turso } = startTurso();
    const body = { name: 'new-db', group: 'no-such-group' };
    expect(await turso.POST(databasesPath, { ...inOrganization(), body })).toMatchObject({
      status: 400,
      error: { error: 'group not found' },
    });
  });

  it.each([
    { slug: 'x'.repeat(15), longest: 32 },
    { slug: 'x'.repeat(16), longest: 31 },
    { slug: 'x'.repeat(46), longest: 1 },
  ])("leaves $longest characters beside the organization $slug, so that an instance's label fits", async (given) => {
    const { slug, longest } = given;
    const { addOrganization, createDatabase, turso } = startTurso();
    addOrganization(slug);
    const name = 'n'.repeat(longest);
    expect(await createDatabase(name, slug)).toMatchObject({ status: 200 });
    const path = { org_slug: slug, db_name: name };
    const { data } = await turso.POST(`${databasePath}/instances`, { params: { path }, body: { location: 'ord' } });
    expect(data?.instance.hostname.split('.')[0]).toHaveLength(63);
    expect(await createDatabase(`${name}n`, slug)).toMatchObject({
      status: 400,
      error: {
        error:
          longest === 32
            ? 'name must be between 1 and 32 characters long'
            : `name ${name}n is too long for organization ${slug}: their hostname label would exceed 63 characters`,
      },
    });
  });

  it('answers 409 when the organization has given the name', async () => {
    const { createDatabase } = startTurso();
    expect(await createDatabase('my-db')).toMatchObject({
      status: 409,
      error: { error: 'database with name my-db already exists' },
    });
  });

  it('gives a name that another organization has given', async () => {
    const { createDatabase, getDatabase } = startTurso();
    expect(await createDatabase('my-db', 'octo-labs')).toMatchObject({ status: 200 });
    expect(await getDatabase('my-db', 'octo-labs')).toMatchObject({
      Hostname: 'my-db-octo-labs.turso.io',
      regions: [],
    });
    expect(await getDatabase('my-db')).toMatchObject({ regions: ['ord', 'sjc'] });
  });

  it('gives a name once to those who ask at the same time', async () => {
    const { createDatabase } = startTurso();
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => createDatabase('new-db')));
    const statuses = outcomes.map(({ status }) => status);
    expect(statuses.toSorted((one, other) => one - other)).toEqual([200, 409, 409, 409, 409]);
  });

  it.each([
    ['database', 'value'],
    ['dump', 'url'],
  ] as const)('refuses a seed of type %s without its %s, and creates nothing', async (type, property) => {
    const { turso, getDatabase } = startTurso();
    const { status, error } = await turso.POST(databasesPath, {
      ...inOrganization(),
      body: { name: 'new-db', seed: { type } },
    });
    expect([status, error]).toEqual([400, { error: `a seed of type ${type} needs a ${property}` }]);
    expect(await getDatabase('new-db')).toBeUndefined();
  });

  it.each([
    ['https://example.com/dump.sql', [expect.stringContaining('no URL that uploadDump gave')]],
    [undefined, []],
  ])('notes a dump that was not uploaded, as nothing is fetched: %s', async (url, notes) => {
    using server = createMockplane();
    await server.fetch('/v1/organizations/my-org/databases', {
      method: 'POST',
      headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'new-db', ...(url !== undefined && { seed: { type: 'dump', url } }) }),
    });
    const [exchange] = server.exchanges();
    expect([exchange!.status, exchange!.notes]).toEqual([200, notes]);
  });

  it('gives the same ids for the same seed, and others for another', async () => {
    const sandboxes = ['one', 'one', 'two'].map((seed) => startTurso({ seed }));
    const created = await Promise.all(sandboxes.map(({ createDatabase }) => createDatabase('new-db')));
    const [one, same, other] = created.map(({ data }) => data?.database.DbId);
    expect(one).toBe(same);
    expect(one).not.toBe(other);
  });
});

describe('getDatabase', () => {
  it('shows the locations once each, in the order of their first instance, and that of the primary', async () => {
    const { createDatabase, createInstance, getDatabase } = startTurso();
    await createDatabase('new-db');
    for (const location of ['waw', 'ams', 'waw', 'ord', 'ams']) await createInstance('new-db', location);
    expect(await getDatabase('new-db')).toMatchObject({ regions: ['waw', 'ams', 'ord'], primaryRegion: 'waw' });
  });

  it('no longer shows the location of a destroyed instance', async () => {
    const { turso, getDatabase } = startTurso();
    await turso.DELETE(instancePath, ofInstance('my-db', replica.name));
    expect(await getDatabase('my-db')).toMatchObject({ regions: ['ord'], primaryRegion: 'ord' });
  });

  it.each(['no-such-db', 'My_DB', 'x'.repeat(200), 'a b'])('answers 404 to %s', async (name) => {
    expect(await startTurso().turso.GET(databasePath, ofDatabase(name))).toMatchObject({
      status: 404,
      error: { error: `could not find database with name ${name}: record not found` },
    });
  });

  it('answers 404 to the database of another organization', async () => {
    const { turso } = startTurso();
    expect(await turso.GET(databasePath, ofDatabase('my-db', 'octo-labs'))).toMatchObject({ status: 404 });
  });
});

describe('deleteDatabase', () => {
  it('answers with the name, and the database is gone', async () => {
    const { turso } = startTurso();
    const { status, data } = await turso.DELETE(databasePath, ofDatabase('my-db'));
    expect([status, data]).toEqual([200, { database: 'my-db' }]);
    expect(await turso.GET(databasePath, ofDatabase('my-db'))).toMatchObject({ status: 404 });
    expect(await turso.DELETE(databasePath, ofDatabase('my-db'))).toMatchObject({ status: 404 });
  });

  it('destroys its instances, their usage and what was under way', async () => {
    const { turso, createInstance, store, transitions } = startTurso();
    const { uuid } = await createInstance('my-db');
    await createInstance('staging-db');
    await turso.DELETE(databasePath, ofDatabase('my-db'));
    expect(store.instances.liveOfOrganization('my-org').map(({ region }) => region)).toEqual(['ams']);
    // A later edition can bring the database back, with what it used.
    expect(store.databases.deleted('my-org').map(({ name }) => name)).toEqual(['my-db']);
    expect(transitions.pending().map(({ resource }) => resource)).not.toContain(uuid);
    expect(transitions.pending()).toHaveLength(1);
  });

  it('frees the name at once, for a database that is another', async () => {
    const { turso, createDatabase, getDatabase } = startTurso();
    const before = await getDatabase('my-db');
    await turso.DELETE(databasePath, ofDatabase('my-db'));
    expect(await createDatabase('my-db')).toMatchObject({ status: 200 });
    const after = await getDatabase('my-db');
    expect(after).toMatchObject({ regions: [] });
    expect(after?.DbId).not.toBe(before?.DbId);
  });

  it('leaves the databases of others alone', async () => {
    const { turso, createDatabase, getDatabase } = startTurso();
    await createDatabase('my-db', 'octo-labs');
    await turso.DELETE(databasePath, ofDatabase('my-db', 'octo-labs'));
    expect(await getDatabase('my-db')).toMatchObject({ regions: ['ord', 'sjc'] });
  });
});

describe('updateDatabase', () => {
  it('answers with nothing, and the database is as before', async () => {
    const { turso, getDatabase, instances, wait } = startTurso();
    const before = [await getDatabase('my-db'), await instances('my-db')];
    const { status, response } = await turso.POST(`${databasePath}/update`, ofDatabase('my-db'));
    expect([status, await response.text()]).toEqual([200, '']);
    expect([await getDatabase('my-db'), await instances('my-db')]).toEqual(before);
    expect(await wait('my-db', replica.name)).toMatchObject({ status: 200 });
  });
});
