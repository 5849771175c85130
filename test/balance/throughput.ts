import { Agent, request } from 'node:http';
import { readdirSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { residentBytes } from '../helpers/memory.ts';
import { type Farm, startFarm } from './farm.ts';

/** The throughput and the processor time of one load. */
export interface Throughput {
  readonly servers: number;
  readonly requestsPerSecond: number;
  /** Processor time of all servers for a request, with the processes that run SQL; in microseconds. */
  readonly microseconds: number;
}

/** The kinds of requests: a read of the control plane, and a read of one row over SQL. */
export const kinds = ['control', 'sql'] as const;
export type Kind = (typeof kinds)[number];

const sandboxes = 64;
const connections = 32;

/** Measures a kind of request through HAProxy, with the sandboxes in memory. @param seconds of the load */
export async function measureThroughput(kind: Kind, servers: number, seconds: number): Promise<Throughput> {
  const farm = await startFarm({ balancer: 'haproxy', servers, isKept: false });
  try {
    const calls = await Promise.all(
      Array.from({ length: sandboxes }, (_, index) => prepare(farm, kind, `box-${index}`)),
    );
    await load(calls, 1);
    const before = processorSeconds(farm.pids());
    const started = performance.now();
    const requests = await load(calls, seconds);
    const elapsed = (performance.now() - started) / 1_000;
    const used = processorSeconds(farm.pids()) - before;
    return { servers, requestsPerSecond: requests / elapsed, microseconds: (used / requests) * 1e6 };
  } finally {
    await farm.stop();
  }
}

/** The memory of a server and its sandboxes, in bytes. */
export interface Memory {
  /** A server without any but `default`. */
  readonly base: number;
  /** One more whose control plane was used. */
  readonly sandbox: number;
  /** The processes that run SQL, at rest. */
  readonly sqlBase: number;
  /** The increase for one more sandbox with an open database: in the server and in the processes that run SQL. */
  readonly sqlSandbox: number;
}

/** Measures the memory of a server with many sandboxes, before and after each of them has used SQL. */
export async function measureMemory(count: number): Promise<Memory> {
  const args = ['--max-sandboxes', String(count + 10)];
  const farm = await startFarm({ balancer: 'haproxy', servers: 1, isKept: false, args });
  try {
    const [pid] = farm.pids();
    const total = (): number => processesOf(pid!).reduce((sum, each) => sum + residentBytes(each), 0);
    const warm = await Promise.all(['warm-1', 'warm-2'].map((name) => prepare(farm, 'sql', name)));
    await load(warm, 0.5);
    const base = residentBytes(pid!);
    const sqlBase = total() - base;
    const names = Array.from({ length: count }, (_, index) => `box-${index}`);
    const control = [];
    for (const name of names) control.push(await prepare(farm, 'control', name));
    for (const call of control) for (let turn = 0; turn < 20; turn++) await call();
    const used = total();
    for (const name of names) {
      const call = await prepare(farm, 'sql', name);
      for (let turn = 0; turn < 20; turn++) await call();
    }
    const all = total();
    return { base, sandbox: (used - base - sqlBase) / count, sqlBase, sqlSandbox: (all - used) / count };
  } finally {
    await farm.stop();
  }
}

type SendOne = () => Promise<number>;

const agent = new Agent({ keepAlive: true, maxSockets: connections });

/** Creates the sandbox, and the request that is sent again and again. */
async function prepare(farm: Farm, kind: Kind, name: string): Promise<SendOne> {
  const authorization = `Bearer mockplane-token~${name}`;
  const databases = '/v1/organizations/my-org/databases';
  if (kind === 'control') {
    const get = (): Promise<number> => send(`${farm.url}${databases}/my-db`, 'GET', authorization);
    await get();
    return get;
  }
  const minted = await fetch(`${farm.url}${databases}/my-db/auth/tokens`, {
    method: 'POST',
    headers: { authorization },
  });
  const { jwt } = (await minted.json()) as { jwt: string };
  const sql = 'SELECT * FROM post WHERE id = 1';
  const body = JSON.stringify({ requests: [{ type: 'execute', stmt: { sql } }, { type: 'close' }] });
  return () => send(`${farm.url}/_db/my-org/my-db/v2/pipeline`, 'POST', `Bearer ${jwt}`, body);
}

/** Sends requests on all connections. @returns how many were answered with 200 */
async function load(calls: readonly SendOne[], seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1_000;
  let answered = 0;
  const work = async (first: number): Promise<void> => {
    for (let turn = first; performance.now() < until; turn += connections) {
      if ((await calls[turn % calls.length]!()) !== 200) throw new Error('A request was not answered with 200.');
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, index) => work(index)));
  return answered;
}

function send(url: string, method: string, authorization: string, body?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { authorization, ...(body && { 'content-type': 'application/json' }) };
    request(url, { agent, method, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode!));
    })
      .on('error', reject)
      .end(body);
  });
}

/** A server and the processes that run its SQL. */
function processesOf(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number),
  );
  return [pid, ...children];
}

/** Linux counts processor time in hundredths of a second. */
const ticksPerSecond = 100;

function processorSeconds(servers: readonly number[]): number {
  const ticks = servers.flatMap(processesOf).map((pid) => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13)
      .map(Number);
    return user! + system!;
  });
  return ticks.reduce((sum, each) => sum + each, 0) / ticksPerSecond;
}
