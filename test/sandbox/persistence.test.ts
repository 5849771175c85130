import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { MockplaneOptions } from '../../src/options.ts';
import { verifyDatabaseToken } from '../../src/sandbox/turso/verify-database-token.ts';
import { beginning, replica, startTurso } from './turso/helpers.ts';

/** Sandboxes, one after the other, over one directory. */
function place(): (options?: MockplaneOptions) => ReturnType<typeof startTurso> {
  const data = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
  onTestFinished(() => rmSync(data, { recursive: true }));
  return (options = {}) => startTurso({ data, ...options });
}

describe('a sandbox in a directory', () => {
  it('goes on with what it had', async () => {
    const open = place();
    const first = open();
    await first.createDatabase('new-db');
    await first.createInstance('new-db', 'waw');
    const before = await first.getDatabase('new-db');
    const token = await first.createToken('new-db');
    const params = { params: { path: { token_name: 'ci-token' } } };
    const { data } = await first.turso.POST('/v1/auth/api-tokens/{token_name}', params);
    first.sandbox.close();

    const second = open();
    expect(await second.getDatabase('new-db')).toEqual(before);
    expect(verifyDatabaseToken(second.sandbox.context, token)).toMatchObject({ valid: true, database: 'new-db' });
    expect(await second.client(data!.token).GET('/v1/auth/validate')).toMatchObject({ status: 200 });
  });

  it('makes the changes of status that were under way', async () => {
    const open = place();
    const first = open();
    const { name } = await first.createInstance('my-db');
    first.sandbox.close();

    const second = open({ clock: { now: beginning + 1_000, running: false } });
    const waiting = second.wait('my-db', name);
    expect(await second.isPending(waiting)).toBe(true);
    second.clock.advance(1_000);
    expect(await waiting).toMatchObject({ status: 200 });
    second.sandbox.close();

    const third = open({ clock: { now: beginning + 60_000, running: false } });
    expect(await third.wait('my-db', name)).toMatchObject({ status: 200 });
  });

  it('draws nothing again that it drew before, even after a reset', async () => {
    const open = place();
    const first = open();
    const drawn = first.store.databases.all().map(({ signingKey }) => Buffer.from(signingKey).toString('hex'));
    first.sandbox.reset();
    first.sandbox.close();

    const second = open();
    const ids = [];
    for (let number = 0; number < 10; number++) {
      const { data } = await second.createDatabase(`db-${number}`);
      ids.push(data!.database.DbId);
    }
    // The first bytes of an id would be those of a key.
    const starts = ids.map((id) => id.slice(0, 8));
    expect(drawn.filter((key) => starts.includes(key.slice(0, 8)))).toEqual([]);
    second.sandbox.close();

    const third = open();
    for (let number = 10; number < 20; number++) await third.createDatabase(`db-${number}`);
    expect(new Set(third.store.databases.all().map(({ id }) => id)).size).toBe(22);
  });

  it('returns to the baseline for good', async () => {
    const open = place();
    const first = open();
    await first.createDatabase('new-db');
    first.sandbox.reset();
    first.sandbox.close();
    const second = open();
    expect(await second.getDatabase('new-db')).toBeUndefined();
    expect(await second.wait('my-db', replica.name)).toMatchObject({ status: 200 });
  });
});
