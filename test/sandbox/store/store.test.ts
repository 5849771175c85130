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
  storageBytes: 4_096,
  createdAt: 1_000,
  destroyedAt: null,
};

function addDatabase(store: Store, id: string, name: string): void {
  store.databases.add({ id, organization: 'org', name, signingKey: new Uint8Array(32).fill(7), createdAt: 1_000 });
}

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
      expect({ ...databases.get('org', 'one') }).toEqual({ id: 'db-1', organization: 'org', name: 'one' });
      expect(databases.signingKey('db-1')).toEqual(new Uint8Array(32).fill(7));
      expect({ ...databases.byId('db-1') }).toEqual({
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
      // What is taken back was never there, also for those who read in between.
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
      for (const uuid of ['instance-1', 'instance-2']) {
        store.usage.add({ instance: uuid, month: '2023-11', rowsRead: 1, rowsWritten: 1 });
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
    it('adds to what the month has', () => {
      const store = filled();
      store.instances.add(instance);
      store.usage.add({ instance: 'instance-1', month: '2023-11', rowsRead: 1, rowsWritten: 2 });
      store.usage.add({ instance: 'instance-1', month: '2023-11', rowsRead: 10, rowsWritten: 20 });
      store.usage.add({ instance: 'instance-1', month: '2023-12', rowsRead: 100, rowsWritten: 200 });
      expect(store.usage.get('instance-1', '2023-11')).toMatchObject({ rowsRead: 11, rowsWritten: 22 });
    });

    it('tells that of a database by instance, with those that were there since a moment', () => {
      const store = filled();
      for (const number of [1, 2, 3]) {
        store.instances.add({ ...instance, uuid: `instance-${number}`, name: `name-${number}` });
      }
      store.usage.add({ instance: 'instance-3', month: '2023-11', rowsRead: 5, rowsWritten: 6 });
      store.usage.add({ instance: 'instance-3', month: '2023-10', rowsRead: 7, rowsWritten: 8 });
      store.instances.destroy('instance-1', 1_999);
      store.instances.destroy('instance-2', 2_000);
      expect(store.usage.ofDatabase('db-1', '2023-11', 2_000).map((row) => ({ ...row }))).toEqual([
        { uuid: 'instance-2', storageBytes: 4_096, destroyedAt: 2_000, rowsRead: 0, rowsWritten: 0 },
        { uuid: 'instance-3', storageBytes: 4_096, destroyedAt: null, rowsRead: 5, rowsWritten: 6 },
      ]);
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
