import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createStore, type Store } from '../../../src/sandbox/store/store.ts';

/** A log goes back into the file after so many bytes, and what one write adds. */
const most = 4_500_000;

function open(): { readonly store: Store; readonly logSize: () => number } {
  const directory = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
  const store = createStore(directory);
  onTestFinished(() => {
    store.close();
    rmSync(directory, { recursive: true });
  });
  return { store, logSize: () => statSync(join(directory, 'mockplane.db-wal')).size };
}

function addFile({ userFiles }: Store, bytes: number): void {
  userFiles.add({ owner: 'octocat', name: 'a', description: '', content: new Uint8Array(bytes) });
}

it('puts its log into the file before it grows large', () => {
  const { store, logSize } = open();
  // Ten pages and more each: twice what the log may hold, in few enough writes for a slow disk.
  for (let count = 0; count < 200; count++) store.transaction(() => addFile(store, 40_000));
  expect(logSize()).toBeLessThan(most);
});

it('cuts its log after a large write', () => {
  const { store, logSize } = open();
  store.transaction(() => addFile(store, 20_000_000));
  expect(logSize()).toBeGreaterThan(20_000_000);
  store.transaction(() => addFile(store, 10));
  expect(logSize()).toBeLessThan(most);
});
