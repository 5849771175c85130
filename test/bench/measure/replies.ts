import { type Case, cases } from '../cases.ts';
import type { Unable } from '../results.ts';
import type { SubjectId } from '../subjects/subject.ts';
import { reset } from '../subjects/resize.ts';
import { ask, type Reply } from './ask.ts';
import type { Running } from './processes.ts';

/** Says whether a reply answers a case: the flaw that it has, undefined where it has none. */
function flawOf({ statuses, flaw }: Case, { status, body }: Reply, isMockplane: boolean): string | undefined {
  if (!statuses.includes(status)) return `answers ${status}`;
  try {
    return flaw(JSON.parse(body), isMockplane);
  } catch {
    return 'the body is no JSON';
  }
}

/** Undoes what earlier requests of a case have left, so that the next one finds its name free. */
export async function restore(each: Case, { subject, url }: Running): Promise<void> {
  if (each.id === 'create' && subject.kind === 'mockplane') await reset(url);
}

/** Asks a Mockplane once for the reply that the bare server is to send. @throws Error when it is not what the case says */
export async function replyOf(each: Case, server: Running): Promise<Reply> {
  await restore(each, server);
  const reply = await ask(server.url, each.request);
  const flaw = flawOf(each, reply, true);
  if (flaw) throw new Error(`${server.subject.id}, "${each.title}": ${flaw}`);
  return reply;
}

/** Finds out which peer cannot answer what. @throws Error when a Mockplane or the floor cannot */
export async function findUnable(each: Case, running: ReadonlyMap<SubjectId, Running>): Promise<Unable[]> {
  const unable: Unable[] = [];
  for (const id of askedFor(each, [...running.values()])) {
    const server = running.get(id)!;
    const { url, subject } = server;
    await restore(each, server);
    const reply = await ask(url, each.request);
    const flaw = flawOf(each, reply, subject.kind !== 'peer');
    if (!flaw) continue;
    if (subject.kind !== 'peer') throw new Error(`${id}, "${each.title}": ${flaw}`);
    unable.push({ case: each.id, subject: id, status: reply.status, flaw });
  }
  return unable;
}

/** The targets: the bare server, the Mockplanes of the case, and the peers if they are part of it. */
export function askedFor({ mockplanes, peers }: Case, running: readonly Running[]): SubjectId[] {
  return running
    .map(({ subject }) => subject)
    .filter(({ id, kind }) => kind === 'floor' || (kind === 'peer' ? peers : mockplanes.some((each) => each === id)))
    .map(({ id }) => id);
}

/** The cases that are wanted, all unless some are named. */
export function wantedCases(only: readonly string[]): Case[] {
  return cases.filter(({ id }) => only.length === 0 || only.includes(id));
}
