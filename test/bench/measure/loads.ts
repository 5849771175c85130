import type { Case } from '../cases.ts';
import type { Load } from '../load/load.ts';
import type { LoadResult, Sample, Unable } from '../results.ts';
import { rotate } from '../statistics.ts';
import type { SubjectId } from '../subjects/subject.ts';
import type { Running } from './processes.ts';
import { askedFor, restore } from './replies.ts';
import { processorSeconds, settle } from './usage.ts';

export interface LoadPlan {
  readonly cases: readonly Case[];
  readonly running: ReadonlyMap<SubjectId, Running>;
  readonly unable: readonly Unable[];
  /** The file with the reply that the floor gives to a case. */
  readonly replies: ReadonlyMap<Case, string>;
  readonly load: Load;
  readonly connections: readonly number[];
  readonly rounds: number;
  readonly seconds: number;
  /** After so many seconds no further load is begun. */
  readonly longest: number;
  /** Whether each server is warmed up with every request, or with one. */
  readonly warmsUpAll: boolean;
  /** Told of each case when a round has come past it. */
  readonly onCase: (each: Case, connections: number, round: number, results: readonly LoadResult[]) => void;
}

/** Loads every server with every request, all of them once a round, before the next round begins. */
export async function measureLoads(plan: LoadPlan): Promise<LoadResult[]> {
  const results = new Map<string, LoadResult>();
  const deadline = performance.now() + plan.longest * 1_000;
  await warmUp(plan);
  for (let round = 0; round < plan.rounds; round++) {
    for (const each of plan.cases) {
      for (const connections of connectionsOf(each, plan)) {
        if (performance.now() > deadline) {
          console.log(`\nthe time for loads was up in round ${round + 1}`);
          return [...results.values()];
        }
        const shown: LoadResult[] = [];
        for (const server of rotate(serversOf(each, connections, plan), round)) {
          const { sample, unexpected } = await loadOnce(plan, each, server, connections);
          const result = resultIn(results, each, server, connections);
          result.samples.push(sample);
          result.unexpected += unexpected;
          shown.push(result);
        }
        plan.onCase(each, connections, round, shown);
      }
    }
  }
  return [...results.values()];
}

/** Each server is loaded for a while, so that what is measured is compiled code. */
async function warmUp(plan: LoadPlan): Promise<void> {
  const warm = new Set<Running>();
  const [connections = 16] = plan.connections.toSorted((left, right) => Math.abs(left - 16) - Math.abs(right - 16));
  for (const each of plan.cases) {
    for (const server of serversOf(each, connections, plan)) {
      if (plan.warmsUpAll || !warm.has(server)) await loadOnce(plan, each, server, connections);
      warm.add(server);
    }
  }
}

function connectionsOf({ connections: own }: Case, { connections }: LoadPlan): number[] {
  return connections.filter((number) => !own || own.includes(number));
}

/** The servers that can answer; how peers refuse is measured at one number of connections, which tells enough. */
function serversOf(each: Case, connections: number, { running, unable, connections: all }: LoadPlan): Running[] {
  const refusal = each.statuses.every((status) => status >= 400);
  const middle = all.includes(16) ? 16 : all[0];
  return askedFor(each, [...running.values()])
    .filter((id) => !unable.some((one) => one.case === each.id && one.subject === id))
    .map((id) => running.get(id)!)
    .filter(({ subject }) => subject.kind !== 'peer' || !refusal || connections === middle);
}

async function loadOnce(
  { load, seconds: wanted, replies }: LoadPlan,
  each: Case,
  server: Running,
  connections: number,
): Promise<{ readonly sample: Sample; readonly unexpected: number }> {
  const { pid, url, subject } = server;
  if (subject.kind === 'floor') await server.tell(replies.get(each)!);
  await restore(each, server);
  await settle(pid);
  const before = processorSeconds(pid);
  const others = each.other && { others: [each.other] };
  const shot = { url, request: each.request, ...others, expected: each.statuses, connections, seconds: wanted };
  const { requests, seconds, unexpected, p50, p99 } = await load.fire(shot);
  const after = processorSeconds(pid);
  const used = before === undefined || after === undefined ? null : after - before;
  const sample = {
    perSecond: rounded(requests / seconds),
    processor: used === null || requests === 0 ? null : rounded((used * 1e6) / requests),
    busy: used === null ? null : rounded(used / seconds),
    p50: rounded(p50),
    p99: rounded(p99),
  };
  return { sample, unexpected };
}

function resultIn(
  results: Map<string, LoadResult>,
  { id }: Case,
  { subject }: Running,
  connections: number,
): LoadResult {
  const key = `${id} ${subject.id} ${connections}`;
  const result = results.get(key) ?? { case: id, subject: subject.id, connections, samples: [], unexpected: 0 };
  results.set(key, result);
  return result;
}

/** Four digits tell more than the machine repeats. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
