import { describe, expect, it } from 'vitest';
import {
  databasePath,
  instancePath,
  ofDatabase,
  ofInstance,
  primary,
  replica,
  startTurso,
  type Turso,
} from './helpers.ts';

async function usage({ turso }: Turso, database = 'my-db') {
  return (await turso.GET(`${databasePath}/usage`, ofDatabase(database))).data!;
}

const counts = (rows_read: number, rows_written: number, storage_bytes: number) => ({
  rows_read,
  rows_written,
  storage_bytes,
});
const nothing = counts(0, 0, 0);

function use({ store }: ReturnType<typeof startTurso>, instance: string, month: string, ...rows: number[]): void {
  const [rowsRead = 0, rowsWritten = 0] = rows;
  const { database } = store.instances.byUuid(instance)!;
  store.usage.add({ database, instance, at: Date.parse(`${month}-15T10:20:30Z`), rowsRead, rowsWritten });
}

describe('getDatabaseUsage', () => {
  it('sums what the instances used, and tells it twice', async () => {
    const turso = startTurso();
    use(turso, replica.uuid, '2023-11', 1_000, 5);
    const { database, instances, total } = await usage(turso);
    expect(database.instances).toEqual([
      { uuid: primary.uuid, usage: counts(11, 1, 28_672) },
      { uuid: replica.uuid, usage: counts(1_000, 5, 20_480) },
    ]);
    expect(database.usage).toEqual(counts(1_011, 6, 49_152));
    expect(total).toEqual(database.usage);
    expect(instances).toEqual(Object.fromEntries(database.instances.map((each) => [each.uuid, each.usage])));
  });

  it('is nothing for a database without instances', async () => {
    const { database, instances, total } = await usage(startTurso(), 'staging-db');
    expect(database).toEqual({ uuid: expect.any(String), instances: [], usage: nothing });
    expect([instances, total]).toEqual([{}, nothing]);
  });

  it('lists a new instance, which has used nothing', async () => {
    const turso = startTurso();
    const { uuid } = await turso.createInstance('staging-db');
    expect((await usage(turso, 'staging-db')).database.instances).toEqual([{ uuid, usage: nothing }]);
  });

  it('counts rows anew each month, by UTC, and keeps the storage', async () => {
    const turso = startTurso();
    turso.clock.moveTo(Date.parse('2023-11-30T23:59:59.999Z'));
    expect((await usage(turso)).total).toEqual(counts(11, 1, 49_152));
    turso.clock.advance(1);
    expect((await usage(turso)).total).toEqual(counts(0, 0, 49_152));
    use(turso, primary.uuid, '2023-12', 7, 3);
    expect((await usage(turso)).total).toEqual(counts(7, 3, 49_152));
  });

  it('lists a destroyed instance for the rest of the month, without its storage', async () => {
    const turso = startTurso();
    use(turso, replica.uuid, '2023-11', 4, 2);
    await turso.turso.DELETE(instancePath, ofInstance('my-db', replica.name));
    const { database } = await usage(turso);
    expect(database.instances).toContainEqual({ uuid: replica.uuid, usage: counts(4, 2, 0) });
    expect(database.usage).toEqual(counts(15, 3, 28_672));

    turso.clock.moveTo(Date.parse('2023-12-01T00:00:00Z'));
    expect((await usage(turso)).database.instances.map(({ uuid }) => uuid)).toEqual([primary.uuid]);
  });

  it('does not count what another database used', async () => {
    const turso = startTurso();
    const { uuid } = await turso.createInstance('staging-db');
    use(turso, uuid, '2023-11', 9, 9);
    expect((await usage(turso)).total).toEqual(counts(11, 1, 49_152));
  });

  it('begins anew with a database that is given the name of a destroyed one', async () => {
    const turso = startTurso();
    await turso.turso.DELETE(databasePath, ofDatabase('my-db'));
    await turso.createDatabase('my-db');
    expect((await usage(turso)).database.instances).toEqual([]);
  });
});
