import { describe, expect, it } from 'vitest';
import {
  beginning,
  databasePath,
  instancePath,
  instancesPath,
  ofDatabase,
  ofInstance,
  primary,
  replica,
  startTurso,
} from './helpers.ts';

describe('listDatabaseInstances', () => {
  it('lists them in the order of their creation, ready or not', async () => {
    const { createInstance, instances } = startTurso();
    const created = await createInstance('my-db');
    const listed = await instances('my-db');
    expect(listed.map(({ name }) => name)).toEqual([primary.name, replica.name, created.name]);
    expect(listed.at(-1)).toEqual(created);
  });
});

describe('createDatabaseInstance', () => {
  it('answers with the instance, and two empty properties from the time before tokens', async () => {
    const { turso } = startTurso();
    const { status, data } = await turso.POST(instancesPath, { ...ofDatabase('my-db'), body: { location: 'ams' } });
    expect([status, data]).toEqual([
      200,
      {
        instance: {
          uuid: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
          name: expect.stringMatching(/^[a-z]+-[a-z]+$/),
          type: 'replica',
          region: 'ams',
          hostname: expect.stringMatching(/^[0-9a-f]{14}-my-db-my-org\.turso\.io$/),
        },
        username: '',
        password: '',
      },
    ]);
  });

  it('makes the first one the primary, and all later ones replicas', async () => {
    const { createInstance, instances } = startTurso();
    for (const location of ['ord', 'ord', 'ams']) await createInstance('staging-db', location);
    expect((await instances('staging-db')).map(({ type, region }) => [type, region])).toEqual([
      ['primary', 'ord'],
      ['replica', 'ord'],
      ['replica', 'ams'],
    ]);
  });

  it('gives each one a name and a hostname of its own', async () => {
    const { createInstance } = startTurso();
    const created = await Promise.all(Array.from({ length: 50 }, () => createInstance('my-db')));
    expect(new Set(created.map(({ name }) => name)).size).toBe(50);
    expect(new Set(created.map(({ hostname }) => hostname)).size).toBe(50);
    expect(new Set(created.map(({ uuid }) => uuid)).size).toBe(50);
  });

  it.each(['latest', 'canary'] as const)('takes the image %s, and does not show it', async (image) => {
    const { turso } = startTurso();
    const body = { location: 'ams', image };
    const { data } = await turso.POST(instancesPath, { ...ofDatabase('my-db'), body });
    expect(data?.instance).not.toHaveProperty('image');
  });

  it.each(['xyz', 'phx', 'ORD', 'or'])('answers 400 to the location %s', async (location) => {
    const { turso, instances } = startTurso();
    expect(await turso.POST(instancesPath, { ...ofDatabase('my-db'), body: { location } })).toMatchObject({
      status: 400,
      error: { error: `invalid location: ${location}` },
    });
    expect(await instances('my-db')).toHaveLength(2);
  });

  it('begins a change of status that is due after the time that such a change takes', async () => {
    const { createInstance, transitions, store } = startTurso({ transitions: '30s' });
    const { uuid, name } = await createInstance('my-db');
    expect(store.instances.byUuid(uuid)?.status).toBe('provisioning');
    expect(transitions.pending()).toMatchObject([
      {
        kind: 'instance-ready',
        resource: uuid,
        label: `my-org/my-db/${name}`,
        fromStatus: 'provisioning',
        toStatus: 'ready',
        failureMessage: '',
        dueAt: beginning + 30_000,
      },
    ]);
  });
});

describe('getDatabaseInstance', () => {
  it('shows one that is not ready yet', async () => {
    const { turso, createInstance } = startTurso();
    const created = await createInstance('my-db');
    const { data } = await turso.GET(instancePath, ofInstance('my-db', created.name));
    expect(data).toEqual({ instance: created });
  });

  it.each(['no-such-instance', 'My_Instance'])('answers 404 to %s', async (name) => {
    expect(await startTurso().turso.GET(instancePath, ofInstance('my-db', name))).toMatchObject({
      status: 404,
      error: { error: `could not find instance ${name} of database my-db` },
    });
  });

  it('answers 404 to the instance of another database', async () => {
    const { turso } = startTurso();
    expect(await turso.GET(instancePath, ofInstance('staging-db', replica.name))).toMatchObject({ status: 404 });
  });
});

describe('deleteDatabaseInstance', () => {
  it('answers with the name, and the replica is gone', async () => {
    const { turso, instances } = startTurso();
    const { status, data } = await turso.DELETE(instancePath, ofInstance('my-db', replica.name));
    expect([status, data]).toEqual([200, { instance: replica.name }]);
    expect((await instances('my-db')).map(({ name }) => name)).toEqual([primary.name]);
    for (const again of [turso.GET, turso.DELETE]) {
      expect(await again(instancePath, ofInstance('my-db', replica.name))).toMatchObject({ status: 404 });
    }
  });

  it('calls off its provisioning', async () => {
    const { turso, createInstance, transitions, clock, store } = startTurso();
    const { uuid, name } = await createInstance('my-db');
    await turso.DELETE(instancePath, ofInstance('my-db', name));
    expect(transitions.pending()).toEqual([]);
    clock.advance(60_000);
    expect(store.instances.byUuid(uuid)).toMatchObject({ status: 'destroyed', destroyedAt: beginning });
  });

  it('answers 400 to the primary, with replicas and without', async () => {
    const { turso, instances } = startTurso();
    const destroy = () => turso.DELETE(instancePath, ofInstance('my-db', primary.name));
    const refusal = { status: 400, error: { error: 'cannot destroy primary instance robust-pyro' } };
    expect(await destroy()).toMatchObject(refusal);
    await turso.DELETE(instancePath, ofInstance('my-db', replica.name));
    expect(await destroy()).toMatchObject(refusal);
    expect(await instances('my-db')).toHaveLength(1);
  });

  it('answers 404 with words of its own to a database that does not exist', async () => {
    expect(await startTurso().turso.DELETE(instancePath, ofInstance('no-such-db', 'x'))).toMatchObject({
      status: 404,
      error: { error: 'could not find database no-such-db to delete instance from' },
    });
  });
});

describe('waitForDatabaseInstance', () => {
  it('answers at once for one that is ready', async () => {
    const { status, response } = await startTurso().wait('my-db', primary.name);
    expect([status, await response.text()]).toEqual([200, '']);
  });

  it('answers everybody who waits when the instance is ready, and not before', async () => {
    const { createInstance, wait, clock, isPending } = startTurso();
    const { name } = await createInstance('my-db');
    const waits = [wait('my-db', name), wait('my-db', name)];
    expect(await isPending(Promise.race(waits))).toBe(true);
    clock.advance(1_999);
    expect(await isPending(Promise.race(waits))).toBe(true);
    clock.advance(1);
    expect(await Promise.all(waits)).toMatchObject([{ status: 200 }, { status: 200 }]);
    expect(await wait('my-db', name)).toMatchObject({ status: 200 });
  });

  it('answers at once where changes are immediate', async () => {
    const { createInstance, wait } = startTurso({ transitions: 'immediate' });
    const { name } = await createInstance('my-db');
    expect(await wait('my-db', name)).toMatchObject({ status: 200 });
  });

  it('answers when the change is made by hand', async () => {
    const { createInstance, wait, clock, transitions, isPending } = startTurso({ transitions: 'manual' });
    const { name, uuid } = await createInstance('my-db');
    const waiting = wait('my-db', name);
    clock.advance(86_400_000);
    expect(await isPending(waiting)).toBe(true);
    transitions.step(1, uuid);
    expect(await waiting).toMatchObject({ status: 200 });
  });

  it('answers 400 when provisioning fails, and from then on', async () => {
    const { createInstance, wait, clock, faults, getDatabase } = startTurso();
    faults.add({ operation: 'createDatabaseInstance', action: 'fail-transition', count: 1 });
    const { name } = await createInstance('my-db', 'ams');
    const waiting = wait('my-db', name);
    clock.advance(2_000);
    const refusal = { status: 400, error: { error: `could not provision instance ${name} of database my-db` } };
    expect(await waiting).toMatchObject(refusal);
    expect(await wait('my-db', name)).toMatchObject(refusal);
    // It stays until it is destroyed.
    expect(await getDatabase('my-db')).toMatchObject({ regions: ['ord', 'sjc', 'ams'] });
  });

  it('answers 404 when the instance is destroyed meanwhile', async () => {
    const { turso, createInstance, wait, isPending } = startTurso();
    const { name } = await createInstance('my-db');
    const waiting = wait('my-db', name);
    expect(await isPending(waiting)).toBe(true);
    await turso.DELETE(instancePath, ofInstance('my-db', name));
    expect(await waiting).toMatchObject({
      status: 404,
      error: { error: `could not find instance ${name} of database my-db` },
    });
  });

  it('answers 404 when the database is destroyed meanwhile, even if another has its name', async () => {
    const { turso, createDatabase, createInstance, wait, isPending } = startTurso();
    const { name } = await createInstance('my-db');
    const waiting = wait('my-db', name);
    expect(await isPending(waiting)).toBe(true);
    await turso.DELETE(databasePath, ofDatabase('my-db'));
    await createDatabase('my-db');
    expect(await waiting).toMatchObject({
      status: 404,
      error: { error: 'could not find database with name my-db: record not found' },
    });
  });

  it('answers 404 when the sandbox returns to its baseline', async () => {
    const { sandbox, createInstance, wait, isPending } = startTurso();
    const { name } = await createInstance('my-db');
    const waiting = wait('my-db', name);
    expect(await isPending(waiting)).toBe(true);
    sandbox.reset();
    expect(await waiting).toMatchObject({ status: 404 });
  });

  it('goes on waiting while another instance becomes ready', async () => {
    const { createInstance, wait, transitions, isPending } = startTurso({ transitions: 'manual' });
    const one = await createInstance('my-db');
    const other = await createInstance('my-db');
    const waiting = wait('my-db', one.name);
    transitions.step(1, other.uuid);
    expect(await isPending(waiting)).toBe(true);
  });

  it('goes on waiting when the state was taken up anew and the instance is still provisioning', async () => {
    const { createInstance, wait, transitions, clock, isPending } = startTurso();
    const { name } = await createInstance('my-db');
    const waiting = wait('my-db', name);
    expect(await isPending(waiting)).toBe(true);
    transitions.resume();
    expect(await isPending(waiting)).toBe(true);
    clock.advance(2_000);
    expect(await waiting).toMatchObject({ status: 200 });
  });

  it('ends when the caller goes', async () => {
    const { createInstance, wait, isPending } = startTurso();
    const { name } = await createInstance('my-db');
    const caller = new AbortController();
    const waiting = wait('my-db', name, caller.signal);
    waiting.catch(() => {});
    expect(await isPending(waiting)).toBe(true);
    caller.abort();
    await expect(waiting).rejects.toThrow('abort');
  });
});
