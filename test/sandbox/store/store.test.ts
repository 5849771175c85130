import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, describe, expect, it } from 'vitest';
import type { InstanceRow } from '../../../src/sandbox/store/tables/instances.ts';
import { createStore, type Store } from '../../../src/sandbox/store/store.ts';

/** A store in memory, and one in a directory. */
const stores: [where: string, make: () => Store][] = [
  ['in memory', () => createStore()],
  [
    'in a directory',
    () => {
      const directory = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
      onTestFinished(() => rmSync(directory, { recursive: true }));
      return createStore(directory);
    },
  ],
];

const instance: InstanceRow = {
  uuid: 'instance-1',
  database: 'db-1',
  name: 'robust-pyro',
  type: 'primary',
  region: 'ord',
  hostnamePrefix: 'e784ee57c52d83',
  status: 'ready',
  failureMessage: '',
  storageBytes: 4_096,
  createdAt: 1_000,
  destroyedAt: null,
};

const newDatabase = { organization: 'org', signingKey: new Uint8Array(32).fill(7), createdAt: 1_000 };

function addDatabase(store: Store, id: string, name: string): void {
  store.databases.add({ ...newDatabase, id, name });
}

/** A group of two locations, the second of which is not ready. */
function addGroup(store: Store, id = 'group-1'): void {
  store.groups.add({
    id,
    organization: 'org',
    name: 'default',
    platform: 'fly',
    version: 'v0.24.29',
    extensions: null,
    deleteProtection: false,
    signingKey: new Uint8Array(32).fill(8),
    migrationStatus: 'none',
    migrationComment: '',
    createdAt: 1_000,
    archivedAt: null,
    deletedAt: null,
  });
  const location = { groupId: id, hostnamePrefix: 'e784ee57c52d83', createdAt: 1_000 };
  const uuid = id === 'group-1' ? 'shared' : `shared-${id}`;
  store.groups.addLocation({ ...location, instanceUuid: `${uuid}-1`, code: 'ord', position: 0, status: 'ready' });
  store.groups.addLocation({
    ...location,
    instanceUuid: `${uuid}-2`,
    code: 'ams',
    position: 1,
    status: 'provisioning',
  });
}

const november = Date.parse('2023-11-01T00:00:00Z');
const december = Date.parse('2023-12-01T00:00:00Z');
const hour = 3_600_000;

describe.each(stores)('a store %s', (_where, make) => {
  /** An organization with a database that has no instances. */
  function filled(): Store {
    const store = make();
    onTestFinished(() => store.close());
    store.organizations.addUser('octocat');
    store.organizations.add({ slug: 'org', name: 'Org', type: 'team' });
    store.organizations.addMember({ organization: 'org', username: 'octocat', role: 'owner' });
    addDatabase(store, 'db-1', 'one');
    return store;
  }

  describe('transaction', () => {
    it('stores all that was written, and gives the result', () => {
      const store = filled();
      const result = store.transaction(() => {
        addDatabase(store, 'db-2', 'two');
        return store.transaction(() => {
          addDatabase(store, 'db-3', 'three');
          return 'done';
        });
      });
      expect([result, store.databases.count('org')]).toEqual(['done', 3]);
    });

    it('stores nothing when it throws, and can be had again', () => {
      const store = filled();
      const run = () =>
        store.transaction(() => {
          addDatabase(store, 'db-2', 'two');
          store.transaction(() => addDatabase(store, 'db-3', 'three'));
          throw new Error('refused');
        });
      expect(run).toThrow('refused');
      expect(store.databases.count('org')).toBe(1);
      store.transaction(() => addDatabase(store, 'db-2', 'two'));
      expect(store.databases.count('org')).toBe(2);
    });
  });

  describe('databases', () => {
    it('gives back what was added', () => {
      const { databases } = filled();
      expect({ ...databases.get('org', 'one') }).toEqual({
        id: 'db-1',
        organization: 'org',
        name: 'one',
        groupId: null,
        hostRegion: null,
      });
      expect(databases.signingKey('db-1')).toEqual(new Uint8Array(32).fill(7));
      expect(databases.byId('db-1')).toMatchObject({
        id: 'db-1',
        organization: 'org',
        name: 'one',
        signingKey: new Uint8Array(32).fill(7),
        createdAt: 1_000,
      });
    });

    it('gives what is there now, whatever was read before', () => {
      const store = filled();
      const { databases, instances } = store;
      expect(databases.get('org', 'one')?.id).toBe('db-1');
      expect(databases.get('org', 'two')).toBeUndefined();
      expect(instances.places('db-1')).toEqual([]);
      instances.add(instance);
      expect(instances.places('db-1').map(({ region }) => region)).toEqual([instance.region]);
      // A rolled-back write was never there, also for readers in between.
      const takeBack = (): void =>
        store.transaction(() => {
          databases.remove('db-1');
          expect(databases.get('org', 'one')).toBeUndefined();
          expect(instances.places('db-1')).toEqual([]);
          throw new Error('taken back');
        });
      expect(takeBack).toThrow('taken back');
      expect(databases.get('org', 'one')?.id).toBe('db-1');
      expect(instances.places('db-1')).toHaveLength(1);
      databases.remove('db-1');
      expect(databases.get('org', 'one')).toBeUndefined();
      store.clear();
      expect(instances.places('db-1')).toEqual([]);
    });

    it('remembers no more than it has room for', () => {
      const { databases } = filled();
      for (let count = 0; count < 3_000; count++) expect(databases.get('org', `none-${count}`)).toBeUndefined();
      expect(databases.get('org', 'one')?.id).toBe('db-1');
    });

    it('refuses a second of a name in an organization, and in no organization', () => {
      const store = filled();
      expect(() => addDatabase(store, 'db-2', 'one')).toThrow('UNIQUE');
      const orphan = { id: 'db-3', organization: 'none', name: 'x', signingKey: new Uint8Array(32), createdAt: 0 };
      expect(() => store.databases.add(orphan)).toThrow('FOREIGN KEY');
    });

    it('replaces a key', () => {
      const store = filled();
      store.databases.setSigningKey('db-1', new Uint8Array(32).fill(9));
      expect(store.databases.byId('db-1')?.signingKey).toEqual(new Uint8Array(32).fill(9));
    });

    it('takes instances and usage along when it is removed', () => {
      const store = filled();
      addDatabase(store, 'db-2', 'two');
      store.instances.add(instance);
      store.instances.add({ ...instance, uuid: 'instance-2', database: 'db-2' });
      for (const number of [1, 2]) {
        store.usage.add({ database: `db-${number}`, instance: `instance-${number}`, at: november, rowsRead: 1 });
      }
      store.databases.remove('db-1');
      expect(store.instances.all().map(({ uuid }) => uuid)).toEqual(['instance-2']);
      expect(store.usage.all().map((row) => row.instance)).toEqual(['instance-2']);
    });
  });

  describe('instances', () => {
    it('gives back what was added', () => {
      const store = filled();
      store.instances.add(instance);
      expect({ ...store.instances.get('db-1', 'robust-pyro') }).toEqual(instance);
      expect({ ...store.instances.primary('db-1') }).toEqual(instance);
      expect({ ...store.instances.byUuid('instance-1') }).toEqual(instance);
    });

    it('keeps a destroyed one, which is no longer found, and frees its name', () => {
      const store = filled();
      store.instances.add(instance);
      expect(() => store.instances.add({ ...instance, uuid: 'instance-2' })).toThrow('UNIQUE');
      store.instances.destroy('instance-1', 2_000);
      expect(store.instances.get('db-1', 'robust-pyro')).toBeUndefined();
      expect(store.instances.primary('db-1')).toBeUndefined();
      expect(store.instances.live('db-1')).toEqual([]);
      expect(store.instances.places('db-1')).toEqual([]);
      expect(store.instances.liveOfOrganization('org')).toEqual([]);
      expect(store.instances.byUuid('instance-1')).toMatchObject({ status: 'destroyed', destroyedAt: 2_000 });
      store.instances.add({ ...instance, uuid: 'instance-2' });
      expect(store.instances.live('db-1').map(({ uuid }) => uuid)).toEqual(['instance-2']);
    });

    it('tells where they are, in the order of their creation', () => {
      const store = filled();
      addDatabase(store, 'db-2', 'two');
      for (const [number, region] of ['waw', 'ams', 'waw'].entries()) {
        const database = number === 1 ? 'db-2' : 'db-1';
        const type = number === 2 ? 'replica' : 'primary';
        store.instances.add({
          ...instance,
          uuid: `instance-${number}`,
          name: `name-${number}`,
          database,
          region,
          type,
        });
      }
      expect(store.instances.places('db-1').map(({ region, type }) => [region, type])).toEqual([
        ['waw', 'primary'],
        ['waw', 'replica'],
      ]);
      expect(store.instances.liveOfOrganization('org').map(({ database, region }) => [database, region])).toEqual([
        ['db-1', 'waw'],
        ['db-2', 'ams'],
        ['db-1', 'waw'],
      ]);
    });
  });

  describe('usage', () => {
    it('adds to what the hour has, and sums the hours of a month', () => {
      const store = filled();
      store.instances.add(instance);
      const add = (at: number, rowsRead: number, rowsWritten: number, bytesSynced = 0): void =>
        store.usage.add({ database: 'db-1', instance: 'instance-1', at, rowsRead, rowsWritten, bytesSynced });
      add(november, 1, 2);
      add(november + hour - 1, 10, 20, 3);
      add(november + hour, 100, 200);
      add(december, 1_000, 2_000);
      expect(store.usage.all().map(({ rowsRead }) => rowsRead)).toEqual([11, 100, 1_000]);
      expect({ ...store.usage.ofMonth('db-1', 'instance-1', november + 1) }).toEqual({
        rowsRead: 111,
        rowsWritten: 222,
        bytesSynced: 3,
      });
    });

    it('tells that of a database by instance, with those that were there since a moment', () => {
      const store = filled();
      for (const number of [1, 2, 3]) {
        store.instances.add({ ...instance, uuid: `instance-${number}`, name: `name-${number}` });
      }
      const used = { database: 'db-1', instance: 'instance-3' };
      store.usage.add({ ...used, at: november, rowsRead: 5, rowsWritten: 6 });
      store.usage.add({ ...used, at: november - 1, rowsRead: 7, rowsWritten: 8 });
      store.instances.destroy('instance-1', november - 1);
      store.instances.destroy('instance-2', november);
      const nothing = { rowsRead: 0, rowsWritten: 0, bytesSynced: 0 };
      expect(store.usage.ofDatabase('db-1', november, december).map((row) => ({ ...row }))).toEqual([
        { uuid: 'instance-2', storageBytes: 4_096, destroyedAt: november, ...nothing },
        { uuid: 'instance-3', storageBytes: 4_096, destroyedAt: null, ...nothing, rowsRead: 5, rowsWritten: 6 },
      ]);
    });

    it('tells apart the databases that share an instance, and the storage of each', () => {
      const store = filled();
      addGroup(store);
      for (const id of ['db-2', 'db-3']) {
        store.databases.add({ ...newDatabase, id, name: id, groupId: 'group-1' });
        store.usage.setStorage(id, 'shared-1', november, id === 'db-2' ? 10 : 20);
      }
      store.usage.add({ database: 'db-2', instance: 'shared-1', at: november, rowsRead: 5 });
      expect(store.usage.ofDatabase('db-2', november, december)).toMatchObject([
        { uuid: 'shared-1', storageBytes: 10, rowsRead: 5 },
        { uuid: 'shared-2', storageBytes: 0, rowsRead: 0 },
      ]);
      expect(store.usage.ofDatabase('db-3', november, december)).toMatchObject([
        { uuid: 'shared-1', storageBytes: 20, rowsRead: 0 },
        { uuid: 'shared-2', storageBytes: 0, rowsRead: 0 },
      ]);
    });
  });

  describe('groups', () => {
    it('gives their databases an instance for each location, the first as the primary', () => {
      const store = filled();
      addGroup(store);
      store.databases.add({ ...newDatabase, id: 'db-2', name: 'two', groupId: 'group-1' });
      expect(store.instances.live('db-2')).toMatchObject([
        { uuid: 'shared-1', name: 'ord', region: 'ord', type: 'primary', status: 'ready' },
        { uuid: 'shared-2', name: 'ams', region: 'ams', type: 'replica', status: 'provisioning' },
      ]);
      expect(store.instances.primary('db-2')?.name).toBe('ord');
      expect(store.instances.places('db-2').map(({ region }) => region)).toEqual(['ord', 'ams']);
      store.groups.removeLocation('shared-2');
      expect(store.instances.places('db-2').map(({ region }) => region)).toEqual(['ord']);
    });

    it('free the name of one that is deleted, and of its databases', () => {
      const store = filled();
      addGroup(store);
      store.databases.add({ ...newDatabase, id: 'db-2', name: 'two', groupId: 'group-1' });
      expect(() => addGroup(store, 'group-2')).toThrow('UNIQUE');
      store.groups.update('group-1', { deletedAt: 5 });
      store.databases.markDeleted('db-2', 5, 5);
      expect([store.groups.get('org', 'default'), store.databases.get('org', 'two')]).toEqual([undefined, undefined]);
      expect(store.instances.liveOfOrganization('org')).toEqual([]);
      addGroup(store, 'group-2');
      store.databases.add({ ...newDatabase, id: 'db-3', name: 'two' });
      expect(store.groups.deleted('org').map(({ id }) => id)).toEqual(['group-1']);
      expect(store.databases.deleted('org').map(({ id }) => id)).toEqual(['db-2']);
      store.databases.restore('db-2', 'two-again');
      expect(store.databases.get('org', 'two-again')?.id).toBe('db-2');
      store.groups.purge(5);
      expect(store.databases.byId('db-2')).toBeUndefined();
    });
  });

  describe('organizations', () => {
    it('forget who was a member when that is taken back', () => {
      const store = filled();
      store.organizations.addUser('hubot');
      const takeBack = (): void =>
        store.transaction(() => {
          store.organizations.addMember({ organization: 'org', username: 'hubot', role: 'viewer' });
          expect(store.organizations.membership('org', 'hubot')?.role).toBe('viewer');
          throw new Error('taken back');
        });
      expect(takeBack).toThrow('taken back');
      expect(store.organizations.membership('org', 'hubot')?.role).toBeUndefined();
    });

    it('have an id that follows from the slug, and change what is given', () => {
      const store = filled();
      const { id } = store.organizations.get('org')!;
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-/);
      store.organizations.update('org', { plan: 'scaler', overages: true });
      expect(store.organizations.byId(id)).toMatchObject({ slug: 'org', plan: 'scaler', overages: true, name: 'Org' });
    });
  });

  describe('the audit log', () => {
    it('is read page by page, the newest first', () => {
      const store = filled();
      const entry = { organization: 'org', message: '', origin: 'web', author: 'octocat', data: { a: 1 } } as const;
      for (const [createdAt, code] of ['db-create', 'db-delete', 'group-create'].entries()) {
        store.auditLog.add({ ...entry, code, createdAt });
      }
      expect(store.auditLog.count('org')).toBe(3);
      expect(store.auditLog.page('org', 2, 0).map(({ code }) => code)).toEqual(['group-create', 'db-delete']);
      expect(store.auditLog.page('org', 2, 2)).toEqual([{ id: 1, ...entry, code: 'db-create', createdAt: 0 }]);
    });
  });

  describe('clear', () => {
    it('leaves nothing behind, and numbers begin anew', () => {
      const store = filled();
      store.instances.add(instance);
      store.settings.set('colour', 'teal');
      const change = { kind: 'instance-ready', resource: 'x', label: 'x', fromStatus: 'a', toStatus: 'b' };
      const first = store.transitions.add({ ...change, failureMessage: '', dueAt: 1 });
      store.clear();
      expect([store.organizations.users(), store.organizations.all(), store.databases.all()]).toEqual([[], [], []]);
      expect([store.instances.all(), store.settings.get('colour')]).toEqual([[], undefined]);
      expect(store.transitions.add({ ...change, failureMessage: '', dueAt: 1 })).toBe(first);
    });
  });

  describe('close', () => {
    it('does nothing a second time', () => {
      const store = make();
      store.close();
      expect(() => store.close()).not.toThrow();
    });
  });
});
