import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Case, getDatabase } from './cases.ts';
import { benchFolder } from './folder.ts';
import { type Load, startLoad } from './load/load.ts';
import { readMachine, readVersions, versionIn } from './machine.ts';
import { ask } from './measure/ask.ts';
import { measureLoads } from './measure/loads.ts';
import { measureMemory } from './measure/memory.ts';
import { type Running, start } from './measure/processes.ts';
import { findUnable, replyOf, wantedCases } from './measure/replies.ts';
import { measureReset } from './measure/reset.ts';
import { measureSandboxes } from './measure/sandboxes.ts';
import { measureStartups } from './measure/startup.ts';
import { measureSql } from './sql/measure.ts';
import { measureGenerate, measureLint } from './measure/tools.ts';
import type { Options } from './options.ts';
import { printCase } from './print.ts';
import type { MemoryResult, Results, Unable } from './results.ts';
import { writeCopies } from './subjects/documents.ts';
import { floor } from './subjects/floor.ts';
import { mockplanes } from './subjects/mockplane.ts';
import { peers } from './subjects/peers.ts';
import type { Subject, SubjectId } from './subjects/subject.ts';

/** Seconds after which no load is begun, however many rounds were asked for: a slow machine repeats itself less. */
const longest = { full: 660, quick: 65 } as const;

/** Everything that a run needs, in a folder that is gone with it. */
interface Bench {
  readonly options: Options;
  readonly folder: string;
  readonly load: Load;
  readonly loadBefore: number;
  /** Without the floor, which needs a reply first. */
  readonly subjects: readonly Subject[];
}

/** Measures what the options ask for. @param loadBefore what the machine was busy with before all of it */
export async function measure(options: Options, loadBefore: number): Promise<Results> {
  const folder = mkdtempSync(join(tmpdir(), 'mockplane-bench-'));
  const data = join(folder, 'data');
  mkdirSync(data);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const load = startLoad(options.load);
  const subjects = [...mockplanes(data), ...peers(writeCopies(folder))];
  try {
    return await measureParts({ options, folder, load, subjects, loadBefore });
  } finally {
    load.close();
  }
}

async function measureParts(bench: Bench): Promise<Results> {
  const { options, load } = bench;
  const { quick, only, rounds, seconds } = options;
  const wants = (part: string): boolean => only.length === 0 || only.includes(part);
  const cases = wantedCases(only);
  const { loads, unable } = cases.length > 0 ? await measureCases(bench, cases) : { loads: [], unable: [] };
  const [mockplane] = bench.subjects as [Subject];
  const alone = [floor(await writeFirstReply(bench, mockplane)), mockplane, ...bench.subjects.filter(isPeer)];

  say('start and memory …');
  const startups = wants('startup') ? await measureStartups(alone, rounds) : {};
  const memory: MemoryResult[] = [];
  // Long enough for the fast ones; of the slow ones the table says how many requests it was.
  const limits = quick ? { requests: 20_000, seconds: 2 } : { requests: 100_000, seconds: 20 };
  const filled = quick ? alone.filter((subject) => !isPeer(subject)) : alone;
  if (wants('memory')) for (const subject of filled) memory.push(await measureMemory(subject, load, limits));
  say('reset, sandboxes, lint and type generation …');
  const few = quick ? 1 : 3;
  return {
    date: new Date().toISOString().slice(0, 10),
    settings: { rounds: loads[0]?.samples.length ?? rounds, seconds, load: loadName(load) },
    machine: readMachine(),
    loadBefore: bench.loadBefore,
    versions: readVersions(),
    loads,
    unable,
    startups,
    memory,
    reset: wants('reset') ? await measureReset(mockplane, quick ? 3 : 7) : [],
    sandboxes: wants('sandboxes') ? await measureSandboxes(mockplane, load, quick ? 1 : 3) : undefined,
    sql: wants('sql') ? await measureSql(mockplane, rounds, quick) : undefined,
    lint: wants('tools') ? await measureLint(few) : [],
    generate: wants('tools') ? await measureGenerate(few) : [],
  };
}

async function measureCases({ options, folder, load, subjects }: Bench, cases: readonly Case[]) {
  const { quick, rounds, seconds, connections } = options;
  say('starting the servers, and warming them up …');
  const running = new Map<SubjectId, Running>();
  const startAndKeep = async (subject: Subject): Promise<void> => {
    const server = await start(subject);
    running.set(subject.id, server);
    await subject.prepare?.(server.url);
  };
  for (const subject of subjects) await startAndKeep(subject);
  const replies = new Map<Case, string>();
  for (const each of cases) {
    const reply = await replyOf(each, running.get(each.mockplanes[0]!)!);
    replies.set(each, writeReply(folder, each.id, reply));
  }
  // To be known as up, it begins with the reply that every server begins with.
  await startAndKeep(floor(writeReply(folder, 'first', await ask(running.get('mockplane-1')!.url, getDatabase))));
  const unable: Unable[] = [];
  for (const each of cases) {
    await running.get('floor')!.tell(replies.get(each)!);
    unable.push(...(await findUnable(each, running)));
  }
  const loads = await measureLoads({
    cases,
    // The floor first, then ours, then the peers; each round begins one further on.
    running: new Map([...running].toSorted(([left], [right]) => Number(right === 'floor') - Number(left === 'floor'))),
    unable,
    replies,
    load,
    connections,
    rounds,
    seconds,
    longest: quick ? longest.quick : longest.full,
    warmsUpAll: !quick,
    onCase: printCase,
  });
  for (const server of running.values()) await server.stop();
  return { loads, unable };
}

async function writeFirstReply({ folder }: Bench, mockplane: Subject): Promise<string> {
  const server = await start(mockplane);
  const file = writeReply(folder, 'alone', await ask(server.url, getDatabase));
  await server.stop();
  return file;
}

function writeReply(folder: string, name: string, reply: object): string {
  const file = join(folder, `reply-${name}.json`);
  writeFileSync(file, JSON.stringify(reply));
  return file;
}

function isPeer({ kind }: Subject): boolean {
  return kind === 'peer';
}

/** A generator from npm has a version of its own; wrk is the system's. */
function loadName({ name }: Load): string {
  if (name !== 'autocannon') return name;
  return `${name} ${versionIn(join(benchFolder, 'node_modules/autocannon'))}`;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
