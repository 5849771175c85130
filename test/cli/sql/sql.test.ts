import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ServerError, SqlError } from '../../../src/cli/sql/errors.ts';
import { formatJson } from '../../../src/cli/sql/results.ts';
import { openSession } from '../../../src/cli/sql/session.ts';
import type { SessionOptions } from '../../../src/cli/sql/stream.ts';
import type { RunningMockplane } from '../../../src/mockplane/running-mockplane.ts';
import { startMockplane } from '../../../src/mockplane/start.ts';
import { mockplane } from '../../helpers/cli.ts';
import { root } from '../../helpers/folders.ts';
import { run } from '../../helpers/programs.ts';

let server: RunningMockplane;
beforeAll(async () => {
  server = await startMockplane({ port: 0, seed: 1 });
});
afterAll(() => server.close());
beforeEach(async () => void (await server.admin.POST('/_mockplane/reset')));

const database = { organization: 'my-org', name: 'my-db' };
const open = (options: Partial<SessionOptions> = {}) =>
  openSession({ url: server.url, token: server.token, database, readOnly: false, ...options });

/** Runs statements on a connection of their own. @returns the rows of each result */
async function rowsOf(...statements: string[]): Promise<unknown[]> {
  const rows: unknown[] = [];
  const session = await open();
  await session.run(statements, (result) => rows.push(JSON.parse(formatJson(result))));
  await session.close();
  return rows;
}

describe('a session of mockplane sql', () => {
  it('runs more statements than one request carries, in one transaction', async () => {
    const inserts = Array.from({ length: 250 }, (_, n) => `INSERT INTO number VALUES (${n})`);
    await rowsOf('CREATE TABLE number (n)', 'BEGIN', ...inserts, 'COMMIT');
    expect(await rowsOf('SELECT count(*) AS n FROM number')).toEqual([[{ n: 250 }]]);
  });

  it('stops at the first error and keeps what ran before', async () => {
    const failing = rowsOf('CREATE TABLE t (id UNIQUE)', 'INSERT INTO t VALUES (1), (1)', 'INSERT INTO t VALUES (2)');
    await expect(failing).rejects.toThrow(/^SQLITE_CONSTRAINT: .*UNIQUE constraint failed: t\.id/);
    expect(await rowsOf('SELECT count(*) AS n FROM t')).toEqual([[{ n: 0 }]]);
  });

  it('hands out results that come before an error', async () => {
    const session = await open();
    const seen: unknown[] = [];
    const running = session.run(['SELECT 1 AS a', 'SELECT * FROM nope'], (result) => seen.push(result.rows));
    await expect(running).rejects.toThrow('SQLITE_UNKNOWN: SQLite error: no such table: nope');
    expect(seen).toHaveLength(1);
  });

  it('rolls back when it is closed', async () => {
    await rowsOf('CREATE TABLE t (id)');
    await rowsOf('BEGIN', 'INSERT INTO t VALUES (1)');
    expect(await rowsOf('SELECT count(*) AS n FROM t')).toEqual([[{ n: 0 }]]);
  });

  it('only reads with a read-only token', async () => {
    const session = await open({ readOnly: true });
    await session.run(['SELECT 1'], () => {});
    await expect(session.run(['CREATE TABLE t (id)'], () => {})).rejects.toThrow('Authorization forbidden');
  });

  it('reaches the sandbox of its token', async () => {
    const token = `${server.token}~other`;
    const session = await open({ token });
    await session.run(['CREATE TABLE only_here (id)'], () => {});
    await expect(rowsOf('SELECT * FROM only_here')).rejects.toThrow(SqlError);
  });

  it.each([
    ['an unknown database', { database: { organization: 'my-org', name: 'nope' } }, 'could not find database'],
    [
      'a name with a character that a path gives a meaning',
      { database: { organization: 'my-org', name: 'a?b' } },
      'could not find database with name a?b',
    ],
    ['a wrong token', { token: 'wrong' }, "set the server's token with --token"],
    ['a server that is not there', { url: 'http://127.0.0.1:1' }, 'no server responds at http://127.0.0.1:1'],
  ])('tells of %s', async (_what, options, text) => {
    const opening = open(options);
    await expect(opening).rejects.toThrow(ServerError);
    await expect(opening).rejects.toThrow(text);
  });
});

const env = (): Record<string, string> => ({ MOCKPLANE_URL: server.url });

describe('mockplane sql', () => {
  it('prints a table', async () => {
    const { stdout, stderr, code } = await mockplane(['sql', 'my-org/my-db', 'SELECT 1 AS a; SELECT 2 AS b'], env());
    expect({ stdout, stderr, code }).toEqual({ stdout: 'a\n-\n1\nb\n-\n2\n', stderr: '', code: 0 });
  });

  it('reads standard input when there is no SQL', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sql-'));
    try {
      const file = join(folder, 'schema.sql');
      writeFileSync(file, 'CREATE TABLE t (id);\nINSERT INTO t VALUES (1), (2);\nSELECT sum(id) AS sum FROM t;\n');
      const line = `"${process.execPath}" src/cli/main.ts sql my-org/my-db --json --url "$MOCKPLANE_URL" < "${file}"`;
      const { stdout, stderr, code } = await run('sh', ['-c', line], { cwd: root, env: env() });
      expect({ stdout, stderr, code }).toEqual({ stdout: '[{"sum":3}]\n', stderr: '', code: 0 });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('exits with 1 for refused SQL, with its code on the standard error', async () => {
    const { stdout, stderr, code } = await mockplane(['sql', 'my-org/my-db', 'SELEC 1'], env());
    expect(stderr).toMatch(/^mockplane: SQL_PARSE_ERROR: SQL string could not be parsed: .*\n$/);
    expect({ stdout, code }).toEqual({ stdout: '', code: 1 });
  });

  it.each([
    ['a server that is not there', ['my-org/my-db', 'SELECT 1', '--url', 'http://127.0.0.1:1'], 'no server responds'],
    ['an invalid command line', ['my-db'], 'See mockplane sql --help'],
    ['a misspelt option', ['my-org/my-db', '--jso'], 'did you mean --json? See mockplane sql --help.'],
  ])('exits with 2 for %s', async (_what, args, text) => {
    const { stdout, stderr, code } = await mockplane(['sql', ...args], env());
    expect(stderr).toContain(text);
    expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
  });

  it('has a help of its own', async () => {
    const { stdout, code } = await mockplane(['sql', '--help']);
    expect(stdout).toContain('mockplane sql my-org/my-db < schema.sql');
    expect(code).toBe(0);
  });
});
