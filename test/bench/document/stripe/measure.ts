import { setTimeout as delay } from 'node:timers/promises';
import type { Contract } from '../../../../src/contract/contract.ts';
import { loadDocuments } from '../../../../src/documents/load.ts';
import { ask } from '../../measure/ask.ts';
import { type Running, start } from '../../measure/processes.ts';
import { processorSeconds, residentMegabytes } from '../../measure/usage.ts';
import { rotate } from '../../statistics.ts';
import type { Subject } from '../../subjects/subject.ts';
import { measureRounds, type RoundsPlan } from '../rounds.ts';
import { type StripeCase, stripeCases } from './cases.ts';
import { flawOf } from './check.ts';
import type { StripeAnswer, StripeResults, StripeStart, StripeSubject } from './results.ts';
import { type StripeFiles, stripeServers } from './subjects.ts';

type Measured = Pick<StripeResults, 'version' | 'answers' | 'loads' | 'starts'>;

/** Measures Mockplane and stripe-mock with the same document. @throws Error if Mockplane's response is not correct */
export async function measureStripe(plan: RoundsPlan, files: StripeFiles): Promise<Measured> {
  const [loaded] = loadDocuments([files.document]);
  const { contract } = loaded!;
  const subjects = stripeServers(files);
  const servers: Running[] = [];
  try {
    for (const subject of subjects) servers.push(await start(subject));
    const answers = await askAll(servers, contract);
    const flaws = answers.filter(({ flaw }) => flaw !== undefined);
    const loads = await measureRounds<StripeCase['id'], StripeSubject>(plan, servers, stripeCases, flaws);
    for (const server of servers) await server.stop();
    const starts = await measureStarts(subjects, plan.rounds);
    return { version: contract.document.info.version, answers, loads, starts };
  } finally {
    for (const server of servers) await server.stop();
  }
}

async function askAll(servers: readonly Running[], contract: Contract): Promise<StripeAnswer[]> {
  const answers: StripeAnswer[] = [];
  for (const { url, subject } of servers) {
    for (const each of stripeCases) {
      const reply = await ask(url, each.request);
      const flaw = flawOf(contract, each, reply);
      if (flaw !== undefined && subject.kind === 'mockplane') throw new Error(`Mockplane, "${each.title}": ${flaw}`);
      answers.push({
        case: each.id,
        subject: subject.id as StripeSubject,
        status: reply.status,
        ...(flaw !== undefined && { flaw }),
      });
    }
  }
  return answers;
}

async function measureStarts(subjects: readonly Subject[], rounds: number): Promise<StripeStart[]> {
  const starts = subjects.map(({ id }) => ({
    subject: id as StripeSubject,
    processor: [] as number[],
    memory: [] as number[],
  }));
  for (let round = 0; round < rounds; round++) {
    for (const subject of rotate(subjects, round)) {
      const server = await start(subject);
      const used = processorSeconds(server.pid);
      if (used === undefined) throw new Error('This system does not tell processor times.');
      await delay(500);
      const figures = starts.find((each) => each.subject === subject.id)!;
      figures.processor.push(Math.round(used * 1_000));
      figures.memory.push(Math.round(residentMegabytes(server.pid)));
      await server.stop();
    }
  }
  return starts;
}
