import { describe, expect, it } from 'vitest';
import { databasePath, databasesPath, ids, inOrganization, ofDatabase, startTurso } from './helpers.ts';

const list = async ({ turso }: ReturnType<typeof startTurso>, query = {}) => {
  const { data, error } = await turso.GET(databasesPath, {
    params: { ...inOrganization().params, query },
  });
  if (error) throw new Error(error.error);
  return data;
};
const names = async (parts: ReturnType<typeof startTurso>, query = {}) =>
  (await list(parts, query)).databases.map(({ Name }) => Name);

describe('listDatabases', () => {
  it('lists the story in the order of its creation', async () => {
    expect(await names(startTurso())).toEqual(['edge-db', 'my-db', 'analytics', 'my-db-branch']);
  });

  it('narrows the list by group and by parent', async () => {
    const parts = startTurso();
    expect(await names(parts, { group: 'edge' })).toEqual(['edge-db']);
    expect(await names(parts, { group: 'no-such-group' })).toEqual([]);
    expect(await names(parts, { parent: ids.myDb })).toEqual(['my-db-branch']);
  });

  it('narrows the list to schema databases and to those of one', async () => {
    const parts = startTurso();
    await parts.createDatabase('my-schema', { is_schema: true });
    await parts.createDatabase('child', { schema: 'my-schema' });
    expect(await names(parts, { type: 'schema' })).toEqual(['my-schema']);
    expect(await names(parts, { schema: 'my-schema' })).toEqual(['child']);
  });

  it('pages where a limit is sent, also behind a database that is gone since', async () => {
    const parts = startTurso();
    const first = await list(parts, { limit: 2 });
    expect(first.databases.map(({ Name }) => Name)).toEqual(['edge-db', 'my-db']);
    await parts.turso.DELETE(databasePath, ofDatabase('my-db'));
    const cursor = first.pagination!.next!;
    const second = await list(parts, { limit: 2, cursor });
    expect(second.databases.map(({ Name }) => Name)).toEqual(['analytics', 'my-db-branch']);
    expect(second.pagination).toEqual({});
    expect((await list(parts)).pagination).toBeUndefined();
  });
});

describe('createDatabase', () => {
  it('puts it into the group `default` where none is named, ready at once', async () => {
    const parts = startTurso();
    const { data } = await parts.createDatabase('new-db');
    expect(data).toMatchObject({
      database: { Name: 'new-db', Hostname: 'new-db-my-org.aws-us-east-1.turso.io' },
      username: 'my-org',
      password: '',
    });
    expect(await parts.getDatabase('new-db')).toMatchObject({
      DbId: data!.database.DbId,
      group: 'default',
      regions: ['aws-us-east-1'],
      primaryRegion: 'aws-us-east-1',
      version: 'tech-preview',
      parent: null,
    });
  });

  it('names a value of the wrong type or choice, and what may stand there', async () => {
    const parts = startTurso();
    const create = async (body: object) =>
      (await parts.turso.POST(databasesPath, { ...inOrganization(), body: { name: 'new-db', ...body } as never }))
        .error;
    expect(await create({ group: 5 })).toEqual({ error: 'group must be a string' });
    expect(await create({ seed: { type: 'banana' } })).toEqual({
      error: expect.stringMatching(/^seed\.type must be one of database, /),
    });
  });

  it('marks the engine in the sixth byte of the id', async () => {
    const { createDatabase } = startTurso();
    const bytes = [];
    for (const use_tursodb of [true, false]) {
      const { data } = await createDatabase(`new-${use_tursodb}`, { use_tursodb });
      bytes.push(data!.database.DbId.replaceAll('-', '').slice(10, 12) === '10');
    }
    expect(bytes).toEqual([true, false]);
  });

  it('branches a database, now and as it was', async () => {
    const parts = startTurso();
    parts.clock.advance(1_500);
    await parts.createDatabase('now', { seed: { type: 'database', name: 'my-db' } });
    expect((await parts.getDatabase('now'))?.parent).toEqual({
      id: ids.myDb,
      name: 'my-db',
      branched_at: '2026-09-15T12:00:01.500000000Z',
    });
    const timestamp = '2026-09-01T00:00:00Z';
    await parts.createDatabase('then', { seed: { type: 'database', value: 'my-db', timestamp } });
    expect((await parts.getDatabase('then'))?.parent?.branched_at).toBe('2026-09-01T00:00:00.000000000Z');
    const usage = await parts.turso.GET(`${databasePath}/usage`, ofDatabase('now'));
    expect(usage.data?.database.usage).toMatchObject({ rows_read: 0, storage_bytes: 8_192 });
  });

  it('keeps neither the key of an encrypted database nor protection in a branch', async () => {
    const parts = startTurso();
    const encryption_key = Buffer.alloc(32).toString('base64');
    const remote_encryption = { encryption_key, encryption_cipher: 'aes256gcm' };
    await parts.createDatabase('secret', { remote_encryption });
    await parts.turso.PATCH(`${databasePath}/configuration`, {
      ...ofDatabase('secret'),
      body: { delete_protection: true },
    });
    const branch = { seed: { type: 'database', name: 'secret' } };
    expect(await parts.createDatabase('copy', branch)).toMatchObject({ status: 400 });
    expect(await parts.createDatabase('copy', { ...branch, remote_encryption: { encryption_key } })).toMatchObject({
      status: 200,
    });
    expect(await parts.getDatabase('copy')).toMatchObject({ encryption_cipher: 'aes256gcm', delete_protection: false });
    expect(JSON.stringify(parts.store.databases.all())).not.toContain(encryption_key);
  });

  it('makes a draft that waits for its data, which is listed and counted', async () => {
    const parts = startTurso();
    await parts.createDatabase('draft', { seed: { type: 'database_upload' } });
    expect(await names(parts)).toContain('draft');
    expect(parts.store.databases.find('my-org', 'draft')?.state).toBe('draft');
  });
});

describe('deleteDatabase', () => {
  it('hides it from every operation under /v1, frees its name and ends its tokens', async () => {
    const parts = startTurso();
    const { turso } = parts;
    expect((await turso.DELETE(databasePath, ofDatabase('my-db'))).data).toEqual({ database: 'my-db' });
    expect(await turso.GET(databasePath, ofDatabase('my-db'))).toMatchObject({ status: 404 });
    expect(await names(parts)).not.toContain('my-db');
    expect(await parts.createDatabase('my-db')).toMatchObject({ status: 200 });
    expect((await parts.getDatabase('my-db'))?.DbId).not.toBe(ids.myDb);
    // A branch keeps the name of its parent.
    expect((await parts.getDatabase('my-db-branch'))?.parent).toMatchObject({ id: ids.myDb, name: 'my-db' });
  });
});

describe('updateDatabaseConfiguration', () => {
  const configuration = `${databasePath}/configuration` as const;

  it('leaves what is absent, and flags that are null, as they are', async () => {
    const { turso } = startTurso();
    const set = async (body: object) => (await turso.PATCH(configuration, { ...ofDatabase('edge-db'), body })).data;
    expect(await set({ size_limit: '1gb', block_reads: true, allowed_ips: ['192.0.2.0/24'] })).toEqual({
      size_limit: '1gb',
      allow_attach: false,
      block_reads: true,
      block_writes: false,
      delete_protection: false,
      allowed_ips: ['192.0.2.0/24'],
      allowed_aws_vpc_ids: [],
    });
    expect(await set({ block_reads: null, delete_protection: true })).toMatchObject({
      size_limit: '1gb',
      block_reads: true,
      delete_protection: true,
      allowed_ips: ['192.0.2.0/24'],
    });
    expect(await set({ allowed_ips: null })).toMatchObject({ allowed_ips: [] });
  });

  it('protects a database from deletion until it is cleared', async () => {
    const { turso } = startTurso();
    const protect = (delete_protection: boolean) =>
      turso.PATCH(configuration, { ...ofDatabase('my-db'), body: { delete_protection } });
    await protect(true);
    expect(await turso.DELETE(databasePath, ofDatabase('my-db'))).toMatchObject({
      status: 400,
      error: { error: 'database my-db is protected from deletion' },
    });
    await protect(false);
    expect(await turso.DELETE(databasePath, ofDatabase('my-db'))).toMatchObject({ status: 200 });
  });
});

describe('getDatabaseUsage', () => {
  const usagePath = `${databasePath}/usage` as const;
  const usage = async ({ turso }: ReturnType<typeof startTurso>, query = {}) => {
    const { data, error } = await turso.GET(usagePath, { params: { ...ofDatabase('my-db').params, query } });
    if (error) throw new Error(error.error);
    return data.database;
  };

  it('sums the hours that begin within the period', async () => {
    const parts = startTurso();
    const { store, clock } = parts;
    const instance = store.instances.live(ids.myDb)[0]!.uuid;
    const add = (rowsRead: number) => store.usage.add({ database: ids.myDb, instance, at: clock.now(), rowsRead });
    add(1);
    clock.advance(3_600_000);
    add(10);
    clock.advance(3_600_000);
    add(100);
    const rows = async (query: object) => (await usage(parts, query)).usage.rows_read;
    expect(await rows({ from: '2026-09-15T12:00:00Z' })).toBe(111);
    expect(await rows({ from: '2026-09-15T12:00:01Z' })).toBe(110);
    expect(await rows({ from: '2026-09-15T12:00:00Z', to: '2026-09-15T14:00:00Z' })).toBe(11);
    expect(await rows({ from: '2026-09-15T14:00:00+02:00', to: '2026-09-15T15:00:00+02:00' })).toBe(1);
    expect(await rows({})).toBe(1_311);
    expect(await rows({ from: '2026-08-01T00:00:00Z', to: '2026-09-01T00:00:00Z' })).toBe(0);
  });

  it('tells what was stored at the end of a period that is over', async () => {
    const parts = startTurso();
    const { store, clock } = parts;
    const instance = store.instances.live(ids.myDb)[0]!.uuid;
    clock.advance(3_600_000);
    store.usage.setStorage(ids.myDb, instance, clock.now(), 50_000);
    clock.advance(3_600_000);
    const stored = async (query: object) => (await usage(parts, query)).usage.storage_bytes;
    expect(await stored({})).toBe(50_000);
    expect(await stored({ to: '2026-09-15T13:00:00Z' })).toBe(8_192);
  });

  it('begins anew with each month', async () => {
    const parts = startTurso();
    parts.clock.moveTo(Date.parse('2026-10-01T00:00:00Z'));
    expect((await usage(parts)).usage).toMatchObject({ rows_read: 0, storage_bytes: 8_192 });
  });
});
