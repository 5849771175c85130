import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask } from '../measure/ask.ts';
import { type Running, start } from '../measure/processes.ts';
import { type DocumentCase, documentCases } from './cases.ts';
import type { DocumentFlaw, DocumentResults, DocumentSubject } from './results.ts';
import { measureRounds, type RoundsPlan } from './rounds.ts';
import { documentServers } from './subjects.ts';

/** Measures the processor time for a request, of every server and every case. */
export async function measureDocument(plan: RoundsPlan): Promise<Pick<DocumentResults, 'loads' | 'flaws'>> {
  const folder = mkdtempSync(join(tmpdir(), 'mockplane-bench-'));
  const servers: Running[] = [];
  try {
    for (const subject of documentServers(folder)) servers.push(await start(subject));
    const flaws = await findFlaws(servers);
    const loads = await measureRounds<DocumentCase['id'], DocumentSubject>(plan, servers, documentCases, flaws);
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

function idOf({ subject }: Running): DocumentSubject {
  return subject.id as DocumentSubject;
}
