import { expect, it, onTestFinished } from 'vitest';
import { mockplane, type RunningCli, startCli } from '../../helpers/cli.ts';
import { type Databases, databasesOf } from '../../helpers/databases.ts';
import { type Disk, smallDisk } from '../disk.ts';
import { kill } from '../server.ts';

async function start({ directory }: Disk): Promise<RunningCli> {
  const server = await startCli(['--port', '0', '--quiet', '--data', directory]);
  onTestFinished(() => kill(server));
  return server;
}

const insert = 'INSERT INTO filled (text) VALUES (hex(randomblob(500)))';
const execute = (sql: string) => ({ type: 'execute', stmt: { sql } });

/** Inserts until there is no room. @returns how many were acknowledged, and the error of the last */
async function fill(databases: Databases, token: string) {
  for (let count = 0; count < 5_000; count++) {
    const requests = [execute(insert), { type: 'close' }];
    const { status, body } = await databases.ask('my-db', 'v3/pipeline', token, { requests });
    const error = body.results?.[0]?.error ?? (status === 200 ? undefined : { status, body });
    if (error) return { count, error };
  }
  throw new Error('The disk does not run full.');
}

it('SQL on a disk that runs full is refused, loses nothing, and goes on when there is room', async ({ skip }) => {
  const disk = smallDisk() ?? skip('this machine does not allow it');
  onTestFinished(() => disk[Symbol.dispose]());
  const server = await start(disk);
  const databases = databasesOf(server.url);
  const token = await databases.mint('my-db');
  await databases.query('my-db', token, 'CREATE TABLE filled (id INTEGER PRIMARY KEY, text TEXT)');
  disk.fill(server.pid);

  const { count, error } = await fill(databases, token);
  expect(error).toMatchObject({ code: 'SQLITE_FULL' });
  const rows = 'SELECT count(*) FROM filled';
  expect(await databases.query('my-db', token, rows)).toEqual([[String(count)]]);
  // A transaction that does not fit leaves nothing.
  const requests = ['BEGIN', insert, insert, 'COMMIT', 'ROLLBACK'].map(execute);
  await databases.ask('my-db', 'v3/pipeline', token, { requests: [...requests, { type: 'close' }] });
  expect(await databases.query('my-db', token, rows)).toEqual([[String(count)]]);
  expect(await databases.query('my-db', token, 'PRAGMA integrity_check')).toEqual([['ok']]);

  await kill(server);
  disk.free(server.pid);
  const again = databasesOf((await start(disk)).url);
  expect(await again.query('my-db', token, rows)).toEqual([[String(count)]]);
  await again.query('my-db', token, insert);
  expect(await again.query('my-db', token, rows)).toEqual([[String(count + 1)]]);
}, 120_000);

it('a second server is kept away from a directory whose databases are in use', async ({ skip }) => {
  const disk = smallDisk() ?? skip('this machine does not allow it');
  onTestFinished(() => disk[Symbol.dispose]());
  const first = databasesOf((await start(disk)).url);
  const token = await first.mint('my-db');
  await first.query('my-db', token, 'SELECT 1');
  const refused = await mockplane(['--port', '0', '--data', disk.directory]);
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain(disk.directory);
  expect(await first.query('my-db', token, 'SELECT count(*) FROM post')).toEqual([['2']]);
}, 60_000);
