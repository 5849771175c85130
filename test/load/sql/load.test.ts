import { expect, it } from 'vitest';
import { startCli } from '../../helpers/cli.ts';
import { runSqlLoad } from './load.ts';

/** `npm run load:sql` uses a thousand databases, a hundred of them at once. */
const databases = 30;
const active = 10;
const seed = 1;

/** A server and its processes are far below it; one that keeps what each visit leaves is not. */
const bound = 800 * 1_048_576;

/** Each open database has two files in its process, and ten connections come and go. */
const mostHandles = 250;

it(`leaves no stream and no handle of databases that were used (seed ${seed})`, async () => {
  const server = await startCli(['--port', '0', '--quiet', '--transitions', 'immediate']);
  try {
    const report = await runSqlLoad({ url: server.url, pid: server.pid, databases, active, seconds: 5, seed });
    expect(report).toMatchObject({ faults: [], freeStreams: 1 });
    expect(report.visits).toBeGreaterThanOrEqual(active);
    expect(report.late.handles).toBeLessThan(mostHandles);
    expect(report.late.bytes).toBeLessThan(bound);
  } finally {
    server.signal('SIGTERM');
  }
  expect(await server.ended).toMatchObject({ code: 0, stderr: '' });
}, 300_000);
