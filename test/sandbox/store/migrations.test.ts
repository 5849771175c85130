import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { migrations } from '../../../src/sandbox/store/migrations.ts';
import { schema } from '../../../src/sandbox/store/schema.ts';
import { openDatabase } from '../../../src/sandbox/store/sqlite.ts';
import { createStore } from '../../../src/sandbox/store/store.ts';

describe('a new store', () => {
  it('has the schema and the counters that the migrations make', () => {
    const [made, migrated] = [schema, migrations.join('\n')].map((sql) => {
      const database = openDatabase(':memory:');
      onTestFinished(() => database.close());
      database.exec(sql);
      const all = database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name').all();
      const tables = all.filter(({ type }) => type === 'table').map(({ name }) => String(name));
      return { all, rows: tables.flatMap((name) => database.prepare(`SELECT * FROM ${name}`).all()) };
    });
    expect(made).toEqual(migrated);
  });
});

/** A data directory as the first release wrote it: two databases, one with instances and usage, a token. */
function oldDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const database = openDatabase(join(directory, 'mockplane.db'));
  database.exec(`
    PRAGMA application_id = 0x6d6f636b;
    ${migrations[0]}
    INSERT INTO users VALUES ('octocat'), ('hubot');
    INSERT INTO organizations VALUES ('my-org', 'My Org', 'team', 0), ('octocat', 'personal', 'personal', 1);
    INSERT INTO members VALUES ('my-org', 'octocat', 'owner', 0), ('my-org', 'hubot', 'member', 1);
    INSERT INTO databases VALUES (1, 'db-1', 'my-org', 'one', zeroblob(32), 1000);
    INSERT INTO databases VALUES (7, 'db-2', 'my-org', 'two', zeroblob(32), 2000);
    INSERT INTO instances VALUES
      (1, 'one', 'db-1', 'robust-pyro', 'primary', 'ord', 'e784ee57c52d83', 'ready', 4096, 1000, NULL),
      (2, 'two', 'db-1', 'my-instance', 'replica', 'sjc', '9185e4d7a2c36f', 'destroyed', 10, 1000, 1500);
    INSERT INTO usage VALUES ('one', '2023-11', 5, 6), ('two', '2023-11', 7, 8), ('one', '2023-10', 1, 1);
    INSERT INTO api_tokens VALUES (3, 'token-id', 'octocat', 'ci', NULL, 1000);
    PRAGMA user_version = 1;
  `);
  database.close();
  return directory;
}

describe('a data directory of the first release', () => {
  it('is taken over without loss', () => {
    const store = createStore(oldDirectory());
    onTestFinished(() => store.close());
    expect(store.organizations.users()).toMatchObject([
      { username: 'hubot', email: 'hubot@example.com', mfa: false },
      { username: 'octocat', name: 'octocat' },
    ]);
    expect(store.organizations.allMembers().map(({ username, role }) => [username, role])).toEqual([
      ['octocat', 'owner'],
      ['hubot', 'member'],
    ]);
    const ids = store.organizations.all().map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(store.databases.list('my-org')).toMatchObject([
      { id: 'db-1', name: 'one', createdAt: 1_000, groupId: null, engine: 'libsql', state: 'ready', allowedIps: [] },
      { id: 'db-2', name: 'two' },
    ]);
    expect(store.instances.all().map(({ uuid, status }) => [uuid, status])).toEqual([
      ['one', 'ready'],
      ['two', 'destroyed'],
    ]);
    const november = Date.parse('2023-11-20T00:00:00Z');
    expect(store.usage.ofMonth('db-1', 'one', november)).toMatchObject({ rowsRead: 5, rowsWritten: 6 });
    expect(store.usage.ofMonth('db-1', 'two', november)).toMatchObject({ rowsRead: 7, rowsWritten: 8 });
    expect(store.usage.all()).toHaveLength(3);
    expect(store.apiTokens.get('octocat', 'ci')).toMatchObject({ id: 'token-id', organization: null, scopes: null });
    expect(() => store.checkReferences()).not.toThrow();
  });

  it('still holds rows to what they refer to, and gives no position twice', () => {
    const directory = oldDirectory();
    const store = createStore(directory);
    const row = { organization: 'my-org', signingKey: new Uint8Array(32), createdAt: 0 };
    expect(() => store.databases.add({ ...row, id: 'db-4', name: 'x', organization: 'none' })).toThrow('FOREIGN KEY');
    expect(() => store.databases.add({ ...row, id: 'db-4', name: 'x', groupId: 'none' })).toThrow('FOREIGN KEY');
    store.databases.remove('db-2');
    store.databases.add({ ...row, id: 'db-5', name: 'two' });
    store.close();
    const database = openDatabase(join(directory, 'mockplane.db'));
    expect(database.prepare("SELECT position FROM databases WHERE id = 'db-5'").get()).toEqual({ position: 8 });
    expect(database.prepare('SELECT count(DISTINCT content) AS count FROM databases').get()).toEqual({ count: 2 });
    database.close();
  });
});
