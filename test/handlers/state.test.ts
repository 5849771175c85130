import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { adminApi } from '../../src/apis/admin/api.ts';
import { snapshotBaseline, snapshotTime } from '../../src/apis/admin/snapshot/load.ts';
import { createSnapshotReader } from '../../src/apis/admin/snapshot/read.ts';
import { saveSnapshot, type Snapshot } from '../../src/apis/admin/snapshot/save.ts';
import { loadContract } from '../../src/contract/contract.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { defaultUser } from '../../src/sandbox/baseline.ts';
import { bookshop, openBookshop } from './bookshop.ts';

const contracts = [bookshop, loadContract(adminApi)];
const save = (sandbox: Sandbox): Snapshot => saveSnapshot(sandbox.context, new Map());

/** A bookshop with an order that waits for its shipment. */
async function withOrder() {
  const opened = openBookshop();
  opened.sandbox.context.store.organizations.addUser(defaultUser);
  expect((await opened.call('POST /orders', { book: 'emma' })).status).toBe(201);
  return { ...opened, read: createSnapshotReader(contracts, opened.sandbox.transitionKinds) };
}

describe('a snapshot', () => {
  it('has the rows of collections and their transitions, and restores both', async () => {
    const { sandbox, read, call } = await withOrder();
    const snapshot = read(JSON.parse(JSON.stringify(save(sandbox))));
    expect(snapshot.rows).toEqual([
      { collection: 'books', key: 'emma', value: { id: 'emma', isbn: '9780141439587', title: 'Emma' } },
      { collection: 'orders', key: '1', value: { id: 1, book: 'emma', status: 'paid' } },
    ]);
    expect(snapshot.transitions).toMatchObject([{ kind: 'order-shipped', resource: 'orders/1', to: 'shipped' }]);
    sandbox.clock.advance(7_200_000);
    expect((await call('GET /orders/1')).body).toMatchObject({ status: 'shipped' });
    sandbox.load(snapshotBaseline(snapshot, sandbox.transitionKinds), snapshotTime(snapshot)!);
    expect({ ...save(sandbox), savedAt: '' }).toEqual({ ...snapshot, savedAt: '' });
    expect((await call('GET /orders/1')).body).toMatchObject({ status: 'paid' });
    sandbox.clock.advance(7_200_000);
    expect((await call('GET /orders/1')).body).toMatchObject({ status: 'shipped' });
  });

  it('is refused with a key twice, an unknown kind, and a transition of no row', async () => {
    const { sandbox, read } = await withOrder();
    const snapshot = save(sandbox);
    const [transition] = snapshot.transitions;
    expect(() => read({ ...snapshot, rows: [...snapshot.rows!, snapshot.rows![0]!] })).toThrow('in 1 place');
    expect(() => read({ ...snapshot, transitions: [{ ...transition, kind: 'order-lost' }] })).toThrow('in 1 place');
    expect(() => read({ ...snapshot, transitions: [{ ...transition, resource: 'orders/2' }] })).toThrow('in 1 place');
    expect(() => read({ ...snapshot, transitions: [{ ...transition, to: 'lost' }] })).toThrow('in 1 place');
  });
});

describe('a data directory', () => {
  it('keeps rows and pending transitions over a restart', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const first = openBookshop(undefined, { directory });
    await first.call('POST /orders', { book: 'emma' });
    first.sandbox.close();
    const second = openBookshop(undefined, { directory });
    onTestFinished(() => second.sandbox.close());
    expect((await second.call('GET /orders/1')).body).toMatchObject({ status: 'paid' });
    second.sandbox.clock.advance(7_200_000);
    expect((await second.call('GET /orders/1')).body).toMatchObject({ status: 'shipped' });
  });

  it('survives handlers that no longer have a kind', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const first = openBookshop(undefined, { directory });
    await first.call('POST /orders', { book: 'emma' });
    first.sandbox.close();
    const { sandbox } = openBookshop([], { directory });
    onTestFinished(() => sandbox.close());
    expect(save(sandbox).transitions).toEqual([]);
    sandbox.clock.advance(7_200_000);
    expect(save(sandbox).rows).toHaveLength(2);
  });
});
