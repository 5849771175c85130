import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAdminApi } from '../../../src/sql/sqld/admin-api.ts';
import { ownerLimit } from '../../../src/sql/sqld/limits.ts';
import { createNamespaceCalls } from '../../../src/sql/sqld/namespace-calls.ts';
import { createNamespaceKeys } from '../../../src/sql/sqld/namespace-keys.ts';
import { type RunningCli, startCli } from '../../helpers/cli.ts';
import { databasesOf } from '../../helpers/databases.ts';
import { program, type Sqld, startSqld } from '../../sqld/server.ts';

async function kill(server: RunningCli): Promise<void> {
  server.signal('SIGKILL');
  await server.ended;
}

describe.skipIf(program === undefined)('namespaces on a libSQL server', { timeout: 120_000 }, () => {
  let sqld: Sqld;
  const data = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
  const running: RunningCli[] = [];
  beforeAll(async () => {
    sqld = await startSqld();
  });
  afterAll(async () => {
    for (const server of running) server.signal('SIGKILL');
    await Promise.all(running.map(({ ended }) => ended));
    await sqld.close();
    rmSync(data, { recursive: true, force: true });
  });

  /** Those of databases; the list of all namespaces is in one of its own. */
  const namespaces = (): string[] => {
    const folder = join(sqld.directory, 'rows', 'dbs');
    if (!existsSync(folder)) return [];
    return readdirSync(folder).filter((name) => !['default', 'mockplane'].includes(name));
  };

  /** Starts a Mockplane that writes to `my-org/my-db`. @returns it, and the namespace of its rows */
  async function startAndWrite(...args: string[]): Promise<{ server: RunningCli; namespace: string }> {
    const before = namespaces();
    const libsql = ['--libsql', sqld.url, '--libsql-admin', sqld.adminUrl];
    const server = await startCli(['--port', '0', ...libsql, ...args]);
    running.push(server);
    const databases = databasesOf(server.url);
    await databases.query('my-db', await databases.mint('my-db'), 'CREATE TABLE note (text)');
    const made = namespaces().filter((name) => !before.includes(name));
    expect(made).toHaveLength(1);
    return { server, namespace: made[0]! };
  }

  /** Makes the last signs of life older, as if that time had passed. Nobody else can change the list in the meantime. */
  async function passTime(seconds: number): Promise<void> {
    const options = { url: sqld.url, adminUrl: sqld.adminUrl };
    const admin = createAdminApi(options);
    const calls = createNamespaceCalls(options, admin, createNamespaceKeys());
    const sql = `UPDATE owner SET seen = seen - ${seconds}`;
    const reply = await calls.pipeline('mockplane', [{ type: 'execute', stmt: { sql } }, { type: 'close' }], {
      right: 'write',
      baton: null,
    });
    expect(reply).toMatchObject({ type: 'done', results: [{ type: 'ok' }, { type: 'ok' }] });
    calls.close();
    admin.close();
  }

  it('of a killed Mockplane are deleted by the next one, once it has shown no sign of life for long', async () => {
    const killed = await startAndWrite();
    const kept = await startAndWrite('--data', data);
    await kill(killed.server);
    await kill(kept.server);
    // It may have been cut off from the server only.
    const soon = await startAndWrite();
    expect(namespaces().toSorted()).toEqual([killed.namespace, kept.namespace, soon.namespace].toSorted());
    // A server that runs gives a sign of life now and then.
    await kill(soon.server);
    await passTime(ownerLimit / 1_000 - 60);
    const stillSoon = await startAndWrite();
    expect(namespaces()).toContain(killed.namespace);
    await kill(stillSoon.server);

    await passTime(120);
    const later = await startAndWrite();
    await expect
      .poll(() => namespaces().toSorted(), { timeout: 60_000, interval: 100 })
      .toEqual(
        // The one of `stillSoon` is new, and one that `--data` keeps has no end.
        [kept.namespace, stillSoon.namespace, later.namespace].toSorted(),
      );
    later.server.signal('SIGTERM');
    await later.server.ended;
    expect(namespaces().toSorted()).toEqual([kept.namespace, stillSoon.namespace].toSorted());
  });

  it('of a killed Mockplane with a directory are used again by the next one there', async () => {
    const before = namespaces();
    const again = await startCli([
      '--port',
      '0',
      '--libsql',
      sqld.url,
      '--libsql-admin',
      sqld.adminUrl,
      '--data',
      data,
    ]);
    running.push(again);
    const databases = databasesOf(again.url);
    expect(await databases.query('my-db', await databases.mint('my-db'), 'SELECT count(*) FROM note')).toEqual([['0']]);
    expect(namespaces().toSorted()).toEqual(before.toSorted());
  });
});
