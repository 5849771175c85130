import { describe, expect, it } from 'vitest';
import { createInstance, dataOf, myDatabase, type Parts, start } from './helpers.ts';

const primary = '424a1738-cef9-11ed-b40d-c68341370672';
const replica = '5f1c2a3e-ea9e-11ed-9d2c-a2c7dbd646dc';
const myDb = { organization: 'my-org', database: 'my-db' };

const add = async ({ admin }: Parts, body: object) =>
  dataOf(await admin.POST('/_mockplane/usage', { body: { ...myDb, ...body } }));

async function shown({ turso }: Parts) {
  return dataOf(await turso.GET('/v1/organizations/{org_slug}/databases/{db_name}/usage', myDatabase));
}

describe('addUsage', () => {
  it('adds rows to those of the primary, and replaces the bytes it stores', async () => {
    const parts = start();
    const total = { instance: primary, month: '2023-11', rowsRead: 1011, rowsWritten: 11, storageBytes: 40960 };
    expect(await add(parts, { rowsRead: 1000, rowsWritten: 10, storageBytes: 40960 })).toEqual(total);
    expect((await shown(parts)).instances?.[primary]).toEqual({
      rows_read: 1011,
      rows_written: 11,
      storage_bytes: 40960,
    });
  });

  it('adds to an instance that is named', async () => {
    const parts = start();
    await add(parts, { instance: 'my-instance', rowsRead: 500 });
    expect(await add(parts, { instance: 'my-instance', rowsWritten: 5 })).toEqual({
      instance: replica,
      month: '2023-11',
      rowsRead: 500,
      rowsWritten: 5,
      storageBytes: 20480,
    });
    expect((await shown(parts)).total).toEqual({ rows_read: 511, rows_written: 6, storage_bytes: 49152 });
  });

  it('changes nothing when it adds nothing', async () => {
    const parts = start();
    const before = await shown(parts);
    expect(await add(parts, {})).toMatchObject({ rowsRead: 11, rowsWritten: 1, storageBytes: 28672 });
    expect(await shown(parts)).toEqual(before);
  });

  it('counts by the month of the clock', async () => {
    const parts = start();
    await add(parts, { rowsRead: 1 });
    await parts.admin.PATCH('/_mockplane/clock', { body: { now: '2023-12-01T00:00:00Z' } });
    expect(await add(parts, { rowsRead: 1 })).toMatchObject({ month: '2023-12', rowsRead: 1, rowsWritten: 0 });
    expect((await shown(parts)).instances?.[primary]).toMatchObject({ rows_read: 1 });
  });

  it('counts as far as a count can go, and refuses one more', async () => {
    const parts = start();
    const most = Number.MAX_SAFE_INTEGER;
    expect(await add(parts, { rowsRead: most - 11 })).toMatchObject({ rowsRead: most });
    const body = { ...myDb, rowsRead: 1, rowsWritten: 1 };
    expect(await parts.admin.POST('/_mockplane/usage', { body })).toMatchObject({ status: 400 });
    expect((await shown(parts)).instances?.[primary]).toMatchObject({ rows_read: most, rows_written: 1 });
  });

  it('finds an instance that was just created, and none that is gone', async () => {
    const parts = start();
    const instance = await createInstance(parts);
    expect(await add(parts, { database: 'staging-db', rowsRead: 1 })).toMatchObject({ rowsRead: 1 });
    expect(await add(parts, { database: 'staging-db', instance, rowsRead: 1 })).toMatchObject({ rowsRead: 2 });
    await parts.turso.DELETE('/v1/organizations/{org_slug}/databases/{db_name}/instances/{instance_name}', {
      params: { path: { ...myDatabase.params.path, instance_name: 'my-instance' } },
    });
    const body = { ...myDb, instance: 'my-instance' };
    expect(await parts.admin.POST('/_mockplane/usage', { body })).toMatchObject({ status: 404 });
  });
});
