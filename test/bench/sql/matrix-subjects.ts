import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childrenOf } from '../../helpers/children.ts';
import { databasesOf } from '../../helpers/databases.ts';
import { program, startSqld } from '../../sqld/server.ts';
import { benchFolder } from '../folder.ts';
import { freePort, start } from '../measure/processes.ts';
import type { MatrixSubjectId } from '../results.ts';
import type { Subject } from '../subjects/subject.ts';
import { createSender } from './load.ts';
import { matrixSchema } from './matrix-cases.ts';

/** A server with databases that are filled. */
export interface MatrixServer {
  readonly id: MatrixSubjectId;
  /** The processes whose time counts. */
  readonly pids: () => readonly number[];
  /** The address and the headers of a request to a database, by its number. @param id of a case, for the floor */
  readonly target: (database: number, id: string) => { readonly url: string; readonly headers: Record<string, string> };
  stop(): Promise<void>;
  /** Stops it and starts it again, with no database open. */
  restart(): Promise<void>;
}

/** All files lie in memory, so that no disk decides. Each subject syncs all the same. */
export const fastFolder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** Databases made at the same time. */
const together = 8;

/** The bare server, Mockplane, and sqld where its program is there, each with as many databases. */
export async function startMatrixServers(mockplane: Subject, databases: number): Promise<MatrixServer[]> {
  return [
    await startFloor(databases),
    await startMockplane(mockplane, databases),
    ...(program === undefined ? [] : [await startLibsql(databases)]),
  ];
}

async function startFloor(databases: number): Promise<MatrixServer> {
  const folder = mkdtempSync(join(fastFolder, 'mockplane-bench-'));
  const port = await freePort();
  const begin = async () => {
    const script = join(benchFolder, 'peers/sql-matrix-floor.js');
    const child = spawn(process.execPath, [script, folder, matrixSchema, String(databases), String(port)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await once(child, 'message');
    return child;
  };
  let child = await begin();
  const end = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return {
    id: 'floor',
    pids: () => [child.pid!],
    target: (database, id) => ({ url: `http://127.0.0.1:${port}/${id}/${database}`, headers: {} }),
    async stop() {
      await end();
      rmSync(folder, { recursive: true });
    },
    async restart() {
      await end();
      child = await begin();
    },
  };
}

async function startMockplane(subject: Subject, databases: number): Promise<MatrixServer> {
  const folder = mkdtempSync(join(fastFolder, 'mockplane-bench-'));
  const kept: Subject = {
    ...subject,
    args: (port) => [...subject.args(port), '--data', folder, '--transitions', 'immediate'],
  };
  let server = await start(kept);
  const tokens: string[] = [];
  const filled = databasesOf(server.url);
  await eachOf(databases, async (number) => {
    tokens[number] = await filled.create(nameOf(number));
    await fill(`${filled.urlOf(nameOf(number))}v2/pipeline`, { authorization: `Bearer ${tokens[number]}` });
  });
  return {
    id: 'mockplane',
    pids: () => [server.pid, ...childrenOf(server.pid)],
    target: (database) => ({
      url: `${databasesOf(server.url).urlOf(nameOf(database))}v2/pipeline`,
      headers: { authorization: `Bearer ${tokens[database]}` },
    }),
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true });
    },
    async restart() {
      await server.stop();
      server = await start(kept);
    },
  };
}

async function startLibsql(databases: number): Promise<MatrixServer> {
  const sqld = await startSqld();
  const { host } = new URL(sqld.url);
  const target = (database: number): ReturnType<MatrixServer['target']> => ({
    url: `${sqld.url}/v2/pipeline`,
    headers: { host: `${nameOf(database)}.${host}` },
  });
  await eachOf(databases, async (number) => {
    await post(`${sqld.adminUrl}/v1/namespaces/${nameOf(number)}/create`, {}, '{}');
    await fill(target(number).url, target(number).headers);
  });
  return {
    id: 'sqld',
    pids: () => [sqld.pid()],
    target,
    stop: () => sqld.close(),
    async restart() {
      await sqld.kill();
      await sqld.restart();
    },
  };
}

/** `fetch` would not send a `Host` of ours. */
async function post(url: string, headers: Record<string, string>, body: string): Promise<string> {
  const sender = createSender(1);
  try {
    return await sender.send({ url, headers: { ...headers, 'content-type': 'application/json' }, body }, 1);
  } finally {
    sender.close();
  }
}

async function fill(url: string, headers: Record<string, string>): Promise<void> {
  const body = JSON.stringify({ requests: [{ type: 'sequence', sql: matrixSchema }, { type: 'close' }] });
  const reply = await post(url, headers, body);
  if (!reply.includes('"type":"sequence"')) throw new Error(`${url} answers ${reply.slice(0, 300)}`);
}

async function eachOf(count: number, act: (number: number) => Promise<void>): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < count) await act(next++);
  };
  await Promise.all(Array.from({ length: together }, work));
}

function nameOf(number: number): string {
  return `bench-${number}`;
}
