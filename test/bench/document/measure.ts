import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Load } from '../load/load.ts';
import { ask } from '../measure/ask.ts';
import { type Running, start } from '../measure/processes.ts';
import { processorSeconds, settle } from '../measure/usage.ts';
import { rotate } from '../statistics.ts';
import { type DocumentCase, documentCases } from './cases.ts';
import type { DocumentFlaw, DocumentLoad, DocumentResults, DocumentSubject } from './results.ts';
import { documentServers } from './subjects.ts';

/** The connections of each load. */
const connections = 16;

export interface DocumentPlan {
  readonly load: Load;
  readonly rounds: number;
  readonly seconds: number;
}

/** Measures the processor time for a request, of every server and every case. */
export async function measureDocument(plan: DocumentPlan): Promise<Pick<DocumentResults, 'loads' | 'flaws'>> {
  const folder = mkdtempSync(join(tmpdir(), 'mockplane-bench-'));
  const servers: Running[] = [];
  try {
    for (const subject of documentServers(folder)) servers.push(await start(subject));
    const flaws = await findFlaws(servers);
    const loads = await measureRounds(plan, servers, flaws);
    return { loads, flaws };
  } finally {
    for (const server of servers) await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function findFlaws(servers: readonly Running[]): Promise<DocumentFlaw[]> {
  const flaws: DocumentFlaw[] = [];
  for (const server of servers) {
    for (const each of documentCases) {
      const flaw = await flawOf(server, each);
      if (flaw === undefined) continue;
      if (server.subject.kind === 'mockplane') throw new Error(`Mockplane, "${each.title}": ${flaw}`);
      flaws.push({ case: each.id, subject: idOf(server), flaw });
    }
  }
  return flaws;
}

async function flawOf({ url }: Running, { request, statuses, flaw }: DocumentCase): Promise<string | undefined> {
  const { status, body } = await ask(url, request);
  if (!statuses.includes(status)) return `answers ${status}`;
  try {
    return flaw(JSON.parse(body));
  } catch {
    return 'the body is no JSON';
  }
}

async function measureRounds(
  plan: DocumentPlan,
  servers: readonly Running[],
  flaws: readonly DocumentFlaw[],
): Promise<DocumentLoad[]> {
  const rounds = new Map<string, { subject: DocumentSubject; case: DocumentCase['id']; processor: number[] }>();
  // The first round only warms the servers up, so that compiled code is measured.
  for (let round = 0; round <= plan.rounds; round++) {
    for (const each of documentCases) {
      for (const server of rotate(servers, round)) {
        const subject = idOf(server);
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
  { load, seconds }: DocumentPlan,
  { pid, url, subject }: Running,
  { request, statuses, title }: DocumentCase,
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

function idOf({ subject }: Running): DocumentSubject {
  return subject.id as DocumentSubject;
}
