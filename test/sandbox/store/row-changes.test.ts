import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openInMemory } from '../../../src/sandbox/store/open-memory.ts';
import { createRowRecorder } from '../../../src/sandbox/store/row-changes.ts';
import { createStore, type Store } from '../../../src/sandbox/store/store.ts';

const createdAt = Date.parse('2030-01-01T00:00:00Z');

function start(directory?: string): Store {
  const store = createStore(directory);
  onTestFinished(() => store.close());
  store.organizations.addUser('octocat');
  store.organizations.add({ slug: 'org', name: 'org', type: 'team' });
  return store;
}

function add(store: Store, name: string): void {
  store.databases.add({ id: `id-${name}`, name, organization: 'org', signingKey: new Uint8Array(32), createdAt });
}

const written = (store: Store, run: () => void) =>
  store.record(() => store.transaction(run)).changes?.read() ?? { rows: [], isComplete: true };

describe('record', () => {
  it('has a new row, with its time as text and of its key only the size', () => {
    const store = start();
    const { rows, isComplete } = written(store, () => add(store, 'one'));
    expect(isComplete).toBe(true);
    expect(rows).toEqual([{ table: 'databases', after: expect.any(Object) as object }]);
    expect(rows[0]!.after).toMatchObject({
      name: 'one',
      createdAt: '2030-01-01T00:00:00.000Z',
      signingKey: '32 bytes',
    });
  });

  it('has the rows before and after an update, and says that a key was replaced', () => {
    const store = start();
    add(store, 'one');
    const { rows } = written(store, () => store.databases.setSigningKey('id-one', new Uint8Array(32).fill(1)));
    expect(rows).toHaveLength(1);
    expect(rows[0]!.before).toMatchObject({ name: 'one', signingKey: '32 bytes' });
    expect(rows[0]!.after).toMatchObject({ name: 'one', signingKey: '32 other bytes' });
  });

  it('has the rows that go with a deleted row', () => {
    const store = start();
    add(store, 'one');
    store.usage.add({ database: 'id-one', instance: 'i', at: createdAt, rowsRead: 1, rowsWritten: 2 });
    const { rows } = written(store, () => store.organizations.remove('org'));
    expect(rows.map(({ table, before, after }) => [table, typeof before, typeof after])).toEqual([
      ['usage', 'object', 'undefined'],
      ['databases', 'object', 'undefined'],
      ['organizations', 'object', 'undefined'],
    ]);
  });

  it('keeps fifty rows and says that there were more', () => {
    const store = start();
    const many = (count: number) => () => {
      for (let n = 0; n < count; n++) add(store, `${count}-${n}`);
    };
    expect(written(store, many(50))).toMatchObject({ isComplete: true });
    const { rows, isComplete } = written(store, many(51));
    expect([rows.length, isComplete]).toEqual([50, false]);
  });

  it('has nothing of writes outside of the call, and nothing after a failure', () => {
    const store = start();
    written(store, () => add(store, 'one'));
    add(store, 'two');
    const fail = () => {
      add(store, 'three');
      throw new Error('no');
    };
    expect(() => store.record(() => store.transaction(fail))).toThrow('no');
    expect(store.record(() => store.transaction(() => undefined)).changes).toBeUndefined();
    expect(written(store, () => add(store, 'three')).rows).toHaveLength(1);
  });

  it('records again after a failure in the first call that writes to a table', () => {
    const store = start();
    expect(() =>
      store.record(() =>
        store.transaction(() => {
          add(store, 'one');
          throw new Error('no');
        }),
      ),
    ).toThrow('no');
    expect(written(store, () => add(store, 'one')).rows).toHaveLength(1);
  });

  it('records after the whole state was rewritten', () => {
    const store = start();
    written(store, () => {
      add(store, 'large');
      store.databases.setSigningKey('id-large', new Uint8Array(6_000_000));
    });
    store.rewrite(() =>
      store.transaction(() => {
        store.clear();
        store.organizations.add({ slug: 'org', name: 'org', type: 'team' });
      }),
    );
    expect(written(store, () => add(store, 'one')).rows).toHaveLength(1);
  });

  it('leaves nothing in the file of a state on disk', () => {
    const directory = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const store = createStore(directory);
    store.organizations.addUser('octocat');
    store.organizations.add({ slug: 'org', name: 'org', type: 'team' });
    expect(written(store, () => add(store, 'one')).rows).toHaveLength(1);
    store.close();
    const again = createStore(directory);
    onTestFinished(() => again.close());
    expect(written(again, () => add(again, 'two')).rows).toHaveLength(1);
  });
});

describe('hasMany', () => {
  it('forgets rows that were deleted', () => {
    const database = openInMemory();
    onTestFinished(() => database.close());
    const recorder = createRowRecorder(database);
    expect(recorder.hasMany()).toBe(false);
    const insert = database.prepare('INSERT INTO users (username, email) VALUES (?, ?)');
    for (let n = 0; n < 1_000; n++) insert.run(`user-${n}`, 'x'.repeat(1_000));
    expect(recorder.hasMany()).toBe(true);
    database.exec('DELETE FROM users');
    expect(recorder.hasMany()).toBe(false);
  });
});
