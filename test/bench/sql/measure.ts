import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { childrenOf } from '../../helpers/children.ts';
import { databasesOf } from '../../helpers/databases.ts';
import { benchFolder } from '../folder.ts';
import { freePort, type Running, start } from '../measure/processes.ts';
import { processorSeconds, residentMegabytes, settle } from '../measure/usage.ts';
import type { SqlLoad, SqlResult } from '../results.ts';
import type { Subject } from '../subjects/subject.ts';
import { schema, type SqlCase, sqlCases } from './cases.ts';
import { createSender, type Sender } from './load.ts';
import { measureMatrix } from './matrix.ts';

const connections = 16;
const database = 'my-db';

/** How many contents a reset is measured with. */
const contents = 1_000;

const endless = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c';

/** Measures SQL on a Mockplane without `--data` beside a bare server, in one run. */
export async function measureSql(mockplane: Subject, rounds: number, quick: boolean): Promise<SqlResult> {
  const [loadBefore = 0] = loadavg();
  const folder = mkdtempSync(join(tmpdir(), 'mockplane-bench-'));
  const floor = await startFloor(join(folder, 'floor.db'));
  const server = await start(mockplane);
  const sender = createSender(connections);
  try {
    const databases = databasesOf(server.url);
    const token = await databases.mint(database);
    const firstSql = await firstSqlOf(mockplane, rounds);
    await databases.ask(database, 'v2/pipeline', token, { requests: [{ type: 'sequence', sql: schema }] });
    const loads: SqlLoad[] = sqlCases.map(({ id }) => ({ case: id, floor: [], mockplane: [] }));
    const ofMockplane = (each: SqlCase) => ({
      url: `${databases.urlOf(database)}v2/pipeline`,
      headers: { authorization: `Bearer ${token}` },
      body: each.body,
    });
    for (let round = 0; round <= rounds; round++) {
      for (const [index, each] of sqlCases.entries()) {
        const count = quick ? each.count / 4 : each.count;
        const bare = await microseconds(
          [floor.pid],
          sender,
          { url: `${floor.url}/${each.id}`, body: each.body },
          count,
        );
        const ours = await microseconds([server.pid, ...childrenOf(server.pid)], sender, ofMockplane(each), count);
        // The first round warms them up.
        if (round === 0 || bare === undefined || ours === undefined) continue;
        loads[index]!.floor.push(bare);
        loads[index]!.mockplane.push(ours);
      }
    }
    await settle(server.pid);
    const [child] = childrenOf(server.pid);
    return {
      date: new Date().toISOString().slice(0, 10),
      loadBefore,
      loads,
      firstSql,
      childMemory: child === undefined ? null : await freshChild(mockplane),
      besideRunaway: await besideRunaway(server, sender),
      reset: await resetWithContents(server),
      matrix: quick ? undefined : await measureMatrix(mockplane, Math.min(rounds, 3)),
    };
  } finally {
    sender.close();
    floor.stop();
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}

/** Microseconds of the processes' time for a request; undefined where the system does not tell. */
async function microseconds(
  pids: readonly number[],
  sender: Sender,
  request: Parameters<Sender['send']>[0],
  count: number,
): Promise<number | undefined> {
  const used = (): number => pids.reduce((sum, pid) => sum + (processorSeconds(pid) ?? Number.NaN), 0);
  const before = used();
  const reply = await sender.send(request, count);
  if (!reply.includes('"ok"')) throw new Error(`${request.url} answers ${reply.slice(0, 300)}`);
  for (const pid of pids) await settle(pid);
  const spent = used() - before;
  return Number.isNaN(spent) ? undefined : Math.round((spent / count) * 1e7) / 10;
}

/** Milliseconds from the first request for SQL to its reply. */
async function firstSqlOf(mockplane: Subject, rounds: number): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const server = await start(mockplane);
    const databases = databasesOf(server.url);
    const token = await databases.mint(database);
    const began = performance.now();
    await databases.query(database, token, 'SELECT 1');
    times.push(Math.round(performance.now() - began));
    await server.stop();
  }
  return times;
}

/** Megabytes of a process that has answered one statement. */
async function freshChild(mockplane: Subject): Promise<number> {
  const server = await start(mockplane);
  const databases = databasesOf(server.url);
  await databases.query(database, await databases.mint(database), 'SELECT 1');
  await delay(500);
  const [child] = childrenOf(server.pid);
  const megabytes = residentMegabytes(child!);
  await server.stop();
  return Math.round(megabytes * 10) / 10;
}

/** Answers a second of the control plane while a statement runs away, as a part of those without one. */
async function besideRunaway({ url }: Running, sender: Sender): Promise<number> {
  const databases = databasesOf(url);
  const token = await databases.mint(database);
  const get = {
    url: `${url}/v1/organizations/my-org/databases/my-db`,
    method: 'GET',
    headers: { authorization: 'Bearer mockplane-token' },
  };
  const rate = async (): Promise<number> => {
    const began = performance.now();
    let count = 0;
    for (; performance.now() - began < 2_000; count += 200) await sender.send(get, 200);
    return (count / (performance.now() - began)) * 1_000;
  };
  const requests = [{ type: 'execute', stmt: { sql: endless } }, { type: 'close' }];
  await rate();
  const alone = await rate();
  const runaway = databases.ask(database, 'v2/pipeline', token, { requests });
  await delay(300);
  const beside = await rate();
  await runaway;
  return Math.round((beside / alone) * 100) / 100;
}

/** Milliseconds to the reply to a reset, with as many contents in files. */
async function resetWithContents({ url }: Running): Promise<number> {
  const databases = databasesOf(url);
  for (let first = 0; first < contents; first += 20) {
    const names = Array.from({ length: 20 }, (_, index) => `reset-${first + index}`);
    await Promise.all(
      names.map(async (name) => {
        await databases.query(name, await databases.create(name), 'CREATE TABLE t (a)');
      }),
    );
  }
  const began = performance.now();
  const { status } = await fetch(`${url}/_mockplane/reset`, { method: 'POST' });
  if (status >= 300) throw new Error(`The reset is answered ${status}.`);
  return Math.round((performance.now() - began) * 10) / 10;
}

async function startFloor(file: string) {
  const port = await freePort();
  const child = spawn(process.execPath, [join(benchFolder, 'peers/sql-floor.js'), file, schema, String(port)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return { pid: child.pid!, url: `http://127.0.0.1:${port}`, stop: () => void child.kill('SIGKILL') };
}
