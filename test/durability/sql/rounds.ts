import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { childrenOf } from '../../helpers/children.ts';
import type { RunningCli } from '../../helpers/cli.ts';
import { type Databases, databasesOf } from '../../helpers/databases.ts';
import { createRandom, type Random } from '../random.ts';
import { kill, serve } from '../server.ts';
import { damagedContents, orphans } from './files.ts';
import { openHttp, openSocket } from './link.ts';
import { schema } from './statements.ts';
import { type Query, type Settled, verify } from './verify.ts';
import { write, type Writer } from './writer.ts';

/** The results of all rounds. */
export interface SqlResult {
  readonly rounds: number;
  readonly seed: number;
  /** The number of rounds in which a process that runs SQL was killed before the server. */
  readonly childrenKilled: number;
  /** Moves that were acknowledged before a kill, those that one cut off, and those of the latter that were done. */
  readonly acknowledged: number;
  readonly inFlight: number;
  readonly done: number;
  readonly lost: readonly string[];
  readonly halfDone: readonly string[];
  /** The defects that SQLite finds in a file, and the files that nothing names. */
  readonly damaged: readonly string[];
  readonly wrong: readonly string[];
  readonly seconds: number;
}

const writerCount = 7;

/** Few, so that writers wait for each other. */
const databaseNames = ['shared', 'other'];

/** How many moves the writers make at most before a kill, and how long they are waited for, in milliseconds. */
const mostMoves = 150;
const longest = 10_000;

export interface SqlOptions {
  /** Called after each round. */
  readonly told?: (round: number) => void;
  /** The command line that is run. */
  readonly script?: string | undefined;
  /** Ends the run after the round at hand. */
  readonly signal?: AbortSignal;
}

/**
 * Writes to databases over HTTP and WebSockets, kills a process of the server or the server, and holds what is there after
 * its next start to what was acknowledged; over and over, in one directory.
 */
export async function runSql(wanted: number, seed: number, options: SqlOptions = {}): Promise<SqlResult> {
  const { told = () => {}, script, signal } = options;
  const began = performance.now();
  const directory = mkdtempSync(join(tmpdir(), 'mockplane-durability-'));
  const random = createRandom(seed);
  const writers: Writer[] = Array.from({ length: writerCount }, (_, number) => ({ number, moves: new Map(), next: 0 }));
  const groups = databaseNames.map((name, index) => ({
    name,
    writers: writers.filter(({ number }) => number % databaseNames.length === index),
    settled: new Map<number, Settled>(),
    token: '',
  }));
  const destroyed = new Set<string>();
  const result = { childrenKilled: 0, acknowledged: 0, inFlight: 0, done: 0 };
  const found = { lost: [] as string[], halfDone: [] as string[], damaged: [] as string[], wrong: [] as string[] };
  let rounds = 0;
  try {
    for (let round = 0; ; round++) {
      found.damaged.push(...damagedContents(directory).map((text) => `round ${round}: ${text}`));
      const server = await serve(directory, script);
      try {
        const databases = databasesOf(server.url);
        if (round === 0) for (const group of groups) group.token = await prepare(databases, group.name);
        for (const { name, token, writers: own, settled } of groups) {
          const counts = await verify(query(databases, name, token), own, settled, found);
          for (const key of ['acknowledged', 'inFlight', 'done'] as const) result[key] += counts[key];
        }
        await checkDestroyed(databases, destroyed, found.wrong);
        rounds = round;
        if (round === wanted || signal?.aborted) {
          await untilSwept(databases, directory);
          break;
        }
        await workAndKill(server, { databases, groups, destroyed, random, round, found, result });
      } finally {
        await kill(server);
      }
      told(round + 1);
    }
    found.damaged.push(...orphans(directory).map((id) => `${id} is a content of no database`));
  } finally {
    rmSync(directory, { recursive: true });
  }
  return { rounds, seed, ...result, ...found, seconds: Math.round((performance.now() - began) / 1_000) };
}

/** Rows of whole numbers. */
function query(databases: Databases, name: string, token: string): Query {
  return async (sql) => (await databases.query(name, token, sql)).map((row) => row.map(Number));
}

async function prepare(databases: Databases, name: string): Promise<string> {
  const token = await databases.create(name);
  await openHttp(databases.urlOf(name), token).script(schema);
  return token;
}

interface Round {
  readonly databases: Databases;
  readonly groups: readonly { readonly name: string; readonly writers: readonly Writer[]; readonly token: string }[];
  readonly destroyed: Set<string>;
  readonly random: Random;
  readonly round: number;
  readonly found: { readonly wrong: string[] };
  readonly result: { childrenKilled: number };
}

async function workAndKill(server: RunningCli, parts: Round): Promise<void> {
  const { databases, groups, random, found, result } = parts;
  const state = { isChildKilled: false, isOver: false };
  const working = groups.flatMap(({ name, token, writers }) =>
    writers.map((writer) =>
      write(writer, {
        open: () => (writer.number % 4 < 2 ? openHttp : openSocket)(databases.urlOf(name), token),
        random: createRandom(random.below(2 ** 31)),
        mayBeGone: () => state.isChildKilled,
        wrong: found.wrong,
      }),
    ),
  );
  const all = Promise.all([...working, createAndDestroy(parts)]);
  await untilMoved(groups, random);
  const child = random.below(2) === 0 ? random.one(childrenOf(server.pid)) : undefined;
  if (child !== undefined) {
    state.isChildKilled = true;
    result.childrenKilled++;
    process.kill(child, 'SIGKILL');
    await untilMoved(groups, random);
  }
  await kill(server);
  await all;
}

/** Waits for a number of moves, and a little more, so that a kill comes at any moment of a move. */
async function untilMoved(groups: Round['groups'], random: Random): Promise<void> {
  const moves = (): number =>
    groups.reduce((sum, { writers }) => sum + writers.reduce((own, writer) => own + writer.next, 0), 0);
  const goal = moves() + random.below(mostMoves);
  const end = performance.now() + longest;
  while (moves() < goal && performance.now() < end) await sleep(1);
  await sleep(random.below(20));
}

/** Creates databases, writes to them and destroys them, until the server is gone. */
async function createAndDestroy({ databases, destroyed, round }: Round): Promise<void> {
  try {
    for (let count = 0; ; count++) {
      const name = `brief-${round}-${count}`;
      const token = await databases.create(name);
      await openHttp(databases.urlOf(name), token).script(
        'CREATE TABLE t (a); INSERT INTO t VALUES (randomblob(9000))',
      );
      if ((await databases.destroy(name)) === 200) destroyed.add(name);
    }
  } catch {
    // The server is gone, or the process that ran the SQL is.
  }
}

/** Contents that a kill has left behind are deleted some time after the next change of a database. */
async function untilSwept(databases: Databases, directory: string): Promise<void> {
  await databases.create('swept');
  await databases.destroy('swept');
  const end = performance.now() + longest;
  while (orphans(directory).length > 0 && performance.now() < end) await sleep(200);
}

async function checkDestroyed(databases: Databases, destroyed: Set<string>, wrong: string[]): Promise<void> {
  const names = await databases.names();
  wrong.push(...names.filter((name) => destroyed.has(name)).map((name) => `${name} was destroyed and is there`));
  for (const name of names.filter((each) => each.startsWith('brief-'))) await databases.destroy(name);
  destroyed.clear();
}
