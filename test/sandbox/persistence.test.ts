import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { MockplaneOptions } from '../../src/mockplane/options.ts';
import { verifyDatabaseToken } from '../../src/apis/turso/resources/database-tokens.ts';
import { beginning, replica, startTurso } from '../apis/turso/2023/helpers.ts';

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

  it('keeps where its clock stood, unless told where to begin', () => {
    const open = place();
    const first = open();
    first.clock.advance(86_400_000);
    first.sandbox.close();

    const second = open({ clock: undefined });
    expect(second.clock.running()).toBe(false);
    expect(second.clock.now()).toBe(beginning + 86_400_000);
    second.sandbox.close();

    const third = open({ clock: { now: beginning, running: false } });
    expect(third.clock.now()).toBe(beginning);
  });

  it('stores what requests of one moment write, and lets each see the writes before it', async () => {
    const open = place();
    const first = open();
    const answered: string[] = [];
    const create = async (name: string): Promise<void> => {
      const { status } = await first.createDatabase(name);
      answered.push(`create ${name} ${status}`);
    };
    const read = async (name: string): Promise<void> => {
      if (await first.getDatabase(name)) answered.push(`read ${name}`);
    };
    const sent = [create('one'), create('one'), create('two')];
    for (let count = 0; count < 60; count++) {
      await Promise.resolve();
      sent.push(read('one'), read('two'));
    }
    await Promise.all(sent);
    expect(answered).toEqual(
      expect.arrayContaining(['create one 200', 'create one 409', 'create two 200', 'read one']),
    );
    first.sandbox.close();

    const second = open();
    expect((await second.getDatabase('one'))?.Name).toBe('one');
    expect((await second.getDatabase('two'))?.Name).toBe('two');
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

  it('draws nothing again that it drew before', async () => {
    const open = place();
    const first = open();
    const names = Array.from({ length: 20 }, (_, number) => `db-${number}`);
    for (const name of names.slice(0, 10)) await first.createDatabase(name);
    first.sandbox.close();

    const second = open();
    for (const name of names.slice(10)) await second.createDatabase(name);
    expect(new Set(second.store.databases.all().map(({ id }) => id)).size).toBe(22);
  });

  it('draws nothing again that a snapshot holds which it was given', async () => {
    const open = place();
    const first = open();
    await first.createDatabase('new-db');
    const { id } = first.store.databases.get('my-org', 'new-db')!;
    const taken = await first.fetch('/_mockplane/snapshot');
    const put = { method: 'PUT', body: await taken.text(), headers: { 'content-type': 'application/json' } };
    expect((await first.fetch('/_mockplane/snapshot', put)).status).toBe(200);
    first.sandbox.close();

    const second = open();
    const { data } = await second.createDatabase('another');
    expect(data?.database.DbId).not.toBe(id);
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
