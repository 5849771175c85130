import { setTimeout as sleep } from 'node:timers/promises';
import { childrenOf } from '../../helpers/children.ts';
import { type Databases, databasesOf } from '../../helpers/databases.ts';
import { residentBytes } from '../../helpers/memory.ts';
import { openHttp, openSocket } from '../../durability/sql/link.ts';
import { createRandom, type Random } from '../../durability/random.ts';
import { handlesOf } from './handles.ts';

export interface SqlLoadOptions {
  readonly url: string;
  readonly pid: number;
  readonly databases: number;
  /** How many are in use at the same time. */
  readonly active: number;
  readonly seconds: number;
  readonly seed: number;
}

/** The memory and the open files of a server and its processes. */
export interface Held {
  readonly bytes: number;
  readonly handles: number;
}

export interface SqlLoadReport {
  readonly databases: number;
  readonly active: number;
  readonly seed: number;
  readonly seconds: number;
  /** Visits to a database: statements, transactions that end, and ones that their client leaves. */
  readonly visits: number;
  readonly faults: readonly string[];
  /** After a tenth of the time, when all that is kept is there, and at its end. */
  readonly early: Held;
  readonly late: Held;
  /** How many of the streams that databases may have could be opened afterwards: 1 where none was left behind. */
  readonly freeStreams: number;
}

/** How many streams a database may have, and how many databases are looked at: a process has no more connections. */
const mostOfDatabase = 100;
const lookedAt = 4;

/** How many requests prepare and look at the same time. */
const atATime = 20;

interface Target {
  readonly name: string;
  readonly token: string;
}

/** Uses many databases, some of them at a time, and looks at what is left of it. */
export async function runSqlLoad(options: SqlLoadOptions): Promise<SqlLoadReport> {
  const { url, pid, active, seconds, seed } = options;
  const databases = databasesOf(url);
  // A clock that stands ends no stream, so that one which is left behind stays.
  const clock = { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: '{"running":false}' };
  await fetch(`${url}/_mockplane/clock`, clock);
  const names = Array.from({ length: options.databases }, (_, index) => `load-${index}`);
  const targets = await inTurns(names, async (name): Promise<Target> => ({
    name,
    token: await databases.create(name),
  }));
  const hold = (): Held => ({
    bytes: [pid, ...childrenOf(pid)].reduce((sum, each) => sum + residentBytes(each), 0),
    handles: [pid, ...childrenOf(pid)].reduce((sum, each) => sum + handlesOf(each), 0),
  });
  const faults: string[] = [];
  let visits = 0;
  const random = createRandom(seed);
  const end = performance.now() + seconds * 1_000;
  const worker = async (own: Random, mine: readonly Target[]): Promise<void> => {
    for (let first = true; first || performance.now() < end; first = false) {
      const target = own.one(mine)!;
      try {
        await visit(databases, target, own);
        visits++;
      } catch (error) {
        faults.push(`${target.name}: ${String(error)}`);
      }
    }
  };
  // Each worker has databases of its own, so that none waits for a transaction that another has left.
  const workers = Array.from({ length: active }, (_, index) =>
    worker(
      createRandom(random.below(2 ** 31)),
      targets.filter((_target, place) => place % active === index),
    ),
  );
  const all = Promise.all(workers);
  await Promise.race([sleep(seconds * 100), all]);
  const early = hold();
  await all;
  const late = hold();
  const freeStreams = await countFreeStreams(databases, targets);
  return {
    databases: targets.length,
    active,
    seed,
    seconds,
    visits,
    faults: faults.slice(0, 20),
    early,
    late,
    freeStreams,
  };
}

async function visit(databases: Databases, { name, token }: Target, random: Random): Promise<void> {
  const url = databases.urlOf(name);
  await databases.query(name, token, 'CREATE TABLE IF NOT EXISTS visit (text)');
  const insert = { sql: 'INSERT INTO visit VALUES (?)', args: ['x'.repeat(random.below(200))] };
  const link = random.below(3) === 0 ? await openSocket(url, token) : openHttp(url, token);
  const way = random.below(3);
  if (way === 0) await link.run(insert);
  else {
    await link.run({ sql: 'BEGIN' });
    await link.run(insert);
    if (way === 1) await link.run({ sql: 'COMMIT' });
  }
  // A transaction that is still open is rolled back.
  await link.close();
  await link.end();
  await databases.query(name, token, 'SELECT count(*) FROM visit');
  await databases.query(name, token, 'DELETE FROM visit WHERE rowid < (SELECT max(rowid) - 20 FROM visit)');
}

/** Opens as many streams as the first databases may have, and gives all back. */
async function countFreeStreams(databases: Databases, targets: readonly Target[]): Promise<number> {
  const chosen = targets.slice(0, lookedAt).flatMap((target) => Array.from({ length: mostOfDatabase }, () => target));
  const begin = { requests: [{ type: 'execute', stmt: { sql: 'BEGIN' } }] };
  const opened = await inTurns(chosen, async (target) => {
    const { status, body } = await databases.ask(target.name, 'v3/pipeline', target.token, begin);
    return { target, isOpen: status === 200 && body.results[0].type === 'ok', baton: body.baton };
  });
  await inTurns(opened, ({ target, baton }) =>
    databases.ask(target.name, 'v3/pipeline', target.token, { baton, requests: [{ type: 'close' }] }),
  );
  const free = opened.filter(({ isOpen }) => isOpen).length;
  return free / chosen.length;
}

/** Does something to all of a list, to a few at a time. */
async function inTurns<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += atATime) {
    results.push(...(await Promise.all(items.slice(start, start + atATime).map(act))));
  }
  return results;
}
