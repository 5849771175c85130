import type { BenchRequest } from '../cases.ts';
import type { Load } from '../load/load.ts';
import type { Running } from '../measure/processes.ts';
import { processorSeconds, settle } from '../measure/usage.ts';
import { rotate } from '../statistics.ts';

/** The connections of each load. */
const connections = 16;

export interface RoundsPlan {
  readonly load: Load;
  readonly rounds: number;
  readonly seconds: number;
}

/** A request that every server gets once a round. */
interface RoundCase<Id> {
  readonly id: Id;
  readonly title: string;
  readonly request: BenchRequest;
  /** The statuses of a correct response. */
  readonly statuses: readonly number[];
}

/** The rounds of one request to one server, in microseconds of processor time for each request. */
export interface RoundsLoad<Id, Subject> {
  readonly case: Id;
  readonly subject: Subject;
  readonly processor: readonly number[];
}

/** Loads every server with every request, all of them once a round. It leaves out the pairs that have a flaw. */
export async function measureRounds<Id extends string, Subject extends string>(
  plan: RoundsPlan,
  servers: readonly Running[],
  cases: readonly RoundCase<Id>[],
  flaws: readonly { readonly case: Id; readonly subject: Subject }[],
): Promise<RoundsLoad<Id, Subject>[]> {
  const rounds = new Map<string, { case: Id; subject: Subject; processor: number[] }>();
  // The first round only warms the servers up, so that compiled code is measured.
  for (let round = 0; round <= plan.rounds; round++) {
    for (const each of cases) {
      for (const server of rotate(servers, round)) {
        const subject = server.subject.id as Subject;
        if (flaws.some((flaw) => flaw.case === each.id && flaw.subject === subject)) continue;
        const used = await processorTime(plan, server, each);
        if (round === 0) continue;
        const key = `${each.id} ${subject}`;
        const load = rounds.get(key) ?? { case: each.id, subject, processor: [] };
        load.processor.push(Number(used.toPrecision(4)));
        rounds.set(key, load);
      }
    }
  }
  return [...rounds.values()];
}

async function processorTime(
  { load, seconds }: RoundsPlan,
  { pid, url, subject }: Running,
  { request, statuses, title }: RoundCase<string>,
): Promise<number> {
  await settle(pid);
  const before = processorSeconds(pid);
  const { requests, unexpected } = await load.fire({ url, request, expected: statuses, connections, seconds });
  await settle(pid);
  const after = processorSeconds(pid);
  if (before === undefined || after === undefined) throw new Error('This system does not tell processor times.');
  if (requests === 0 || unexpected > 0) throw new Error(`${subject.id}, "${title}": ${unexpected} of ${requests} fail`);
  return ((after - before) * 1e6) / requests;
}
