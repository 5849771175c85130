import type { Subject } from '../subjects/subject.ts';
import type { SqlCell, SqlMatrix } from '../results.ts';
import { processorSeconds, settle } from '../measure/usage.ts';
import { rotate } from '../statistics.ts';
import { createSender, type Ask } from './load.ts';
import { type MatrixCase, matrixCases } from './matrix-cases.ts';
import { type MatrixServer, startMatrixServers } from './matrix-subjects.ts';

const many = 1_000;

/** The requests to many databases in turn. */
const spreadCases: ReadonlySet<MatrixCase['id']> = new Set(['select-1', 'point', 'insert']);
const spreadConnections = 16;

/** Databases that are opened cold, enough for a median. */
const coldOpened = 50;

/** Measures SQL on the bare server, Mockplane and sqld, with one database and with many. */
export async function measureMatrix(mockplane: Subject, rounds: number): Promise<SqlMatrix> {
  const cells: SqlCell[] = [];
  await withServers(mockplane, 1, async (servers) => {
    for (const each of matrixCases) {
      for (const connections of each.connections) {
        cells.push(await measureCell(servers, each, { connections, databases: 1, rounds }));
      }
    }
  });
  const coldOpen: Partial<Record<MatrixServer['id'], number[]>> = {};
  await withServers(mockplane, many, async (servers) => {
    for (const each of matrixCases.filter(({ id }) => spreadCases.has(id))) {
      cells.push(await measureCell(servers, each, { connections: spreadConnections, databases: many, rounds }));
    }
    for (const server of servers) coldOpen[server.id] = await openCold(server);
  });
  return { cells, coldOpen, databases: many };
}

async function withServers(
  mockplane: Subject,
  databases: number,
  use: (servers: readonly MatrixServer[]) => Promise<void>,
): Promise<void> {
  const servers = await startMatrixServers(mockplane, databases);
  try {
    await use(servers);
  } finally {
    for (const server of servers) await server.stop();
  }
}

interface CellOptions {
  readonly connections: number;
  readonly databases: number;
  readonly rounds: number;
}

async function measureCell(
  servers: readonly MatrixServer[],
  each: MatrixCase,
  { connections, databases, rounds }: CellOptions,
): Promise<SqlCell> {
  const perSecond: Partial<Record<MatrixServer['id'], number[]>> = {};
  const processor: Partial<Record<MatrixServer['id'], number[]>> = {};
  // The first round warms them up.
  for (let round = 0; round <= rounds; round++) {
    for (const server of rotate(servers, round)) {
      const sample = await load(server, each, connections, databases);
      if (round === 0) continue;
      (perSecond[server.id] ??= []).push(sample.perSecond);
      if (sample.processor !== undefined) (processor[server.id] ??= []).push(sample.processor);
    }
  }
  process.stderr.write(`${each.id}, ${connections} connections, ${databases} databases\n`);
  return { case: each.id, connections, databases, perSecond, processor };
}

async function load(server: MatrixServer, each: MatrixCase, connections: number, databases: number) {
  const sender = createSender(connections);
  const pids = server.pids();
  const used = (): number => pids.reduce((sum, pid) => sum + (processorSeconds(pid) ?? Number.NaN), 0);
  const before = used();
  const began = performance.now();
  try {
    await sender.repeat(each.count, (index, ask) => work(ask, server, each, index % databases));
  } finally {
    sender.close();
  }
  const seconds = (performance.now() - began) / 1_000;
  for (const pid of pids) await settle(pid);
  const spent = used() - before;
  return {
    perSecond: Math.round(each.count / seconds),
    processor: Number.isNaN(spent) ? undefined : Math.round((spent / each.count) * 1e6),
  };
}

async function work(ask: Ask, server: MatrixServer, { id, bodies }: MatrixCase, database: number): Promise<void> {
  const target = server.target(database, id);
  let baton: unknown = null;
  for (const body of bodies) {
    const reply = await ask({
      ...target,
      headers: { ...target.headers, 'content-type': 'application/json' },
      body: JSON.stringify({ baton, ...body }),
    });
    if (!reply.includes('"ok"') || reply.includes('"SQLITE_')) {
      throw new Error(`${server.id}, ${id}: ${reply.slice(0, 300)}`);
    }
    // A long reply need not be read: only transactions go on with a baton.
    baton = bodies.length > 1 ? (JSON.parse(reply) as { baton: unknown }).baton : null;
  }
}

/** Milliseconds to the row of each of some databases after a start. Another one is read before, so that processes run. */
async function openCold(server: MatrixServer): Promise<number[]> {
  await server.restart();
  const sender = createSender(1);
  const each = matrixCases.find(({ id }) => id === 'point')!;
  const times: number[] = [];
  try {
    await sender.repeat(coldOpened + 1, async (index, ask) => {
      const began = performance.now();
      await work(ask, server, each, index);
      if (index > 0) times.push(Math.round((performance.now() - began) * 100) / 100);
    });
  } finally {
    sender.close();
  }
  return times;
}
