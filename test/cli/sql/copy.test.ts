import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession } from '../../../src/cli/sql/session.ts';
import { startMockplane } from '../../../src/mockplane/start.ts';
import type { RunningMockplane } from '../../../src/mockplane/running-mockplane.ts';
import { mockplane } from '../../helpers/cli.ts';
import { program, type Sqld, startSqld } from '../../sqld/server.ts';

const database = { organization: 'my-org', name: 'my-db' };

const copy = (...args: string[]) => mockplane(['sql', 'copy', ...args]);
const values = async (server: RunningMockplane, sql: string): Promise<unknown[]> => {
  const session = await openSession({ url: server.url, token: server.token, database, readOnly: false });
  const found: unknown[] = [];
  await session.run([sql], ({ rows }) => void found.push(...rows.flat()));
  await session.close();
  return found;
};

describe('mockplane sql copy', { timeout: 120_000 }, () => {
  let sqld: Sqld | undefined;
  let from: RunningMockplane;
  let to: RunningMockplane;
  beforeAll(async () => {
    sqld = program === undefined ? undefined : await startSqld();
    from = await startMockplane({ port: 0, transitions: 'immediate' });
    const rows = sqld && { libsql: sqld.url, libsqlAdmin: sqld.adminUrl };
    to = await startMockplane({ port: 0, transitions: 'immediate', ...rows });
  });
  afterAll(async () => {
    await Promise.all([from.close(), to.close()]);
    await sqld?.close();
  });

  it('moves a database to an empty one of another server, and counts its rows there', async () => {
    await values(from, 'CREATE TABLE many (n INTEGER PRIMARY KEY, text)');
    await values(
      from,
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5000)
       INSERT INTO many SELECT i, printf('%0500d', i) FROM n`,
    );
    await values(to, 'DROP TABLE tag');
    await values(to, 'DROP TABLE post');
    await values(to, 'DROP TABLE author');
    const { code, stdout } = await copy('my-org/my-db', '--from', from.url, '--to', to.url);
    expect([code, stdout]).toEqual([0, expect.stringContaining('tables, ')]);
    expect(await values(to, 'SELECT count(*) FROM many')).toEqual([{ type: 'integer', value: '5000' }]);
    expect(await values(to, 'SELECT title FROM post')).toEqual(await values(from, 'SELECT title FROM post'));
  });

  it('refuses a target that has tables, and one that is the source', async () => {
    const { code, stderr } = await copy('my-org/my-db', '--from', to.url, '--to', from.url);
    expect([code, stderr]).toEqual([1, expect.stringContaining('the target is not empty: it has ')]);
    const same = await copy('my-org/my-db', '--from', to.url);
    expect([same.code, same.stderr]).toEqual([2, expect.stringContaining('needs another server (--to)')]);
  });
});
