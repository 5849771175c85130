import { setTimeout as delay } from 'node:timers/promises';
import { getDatabase } from '../cases.ts';
import type { Load } from '../load/load.ts';
import type { MemoryResult } from '../results.ts';
import type { Subject } from '../subjects/subject.ts';
import { start } from './processes.ts';
import { residentMegabytes, settle } from './usage.ts';

/** The memory of a server after its first response, and after many requests that leave no rows. */
export async function measureMemory(
  subject: Subject,
  load: Load,
  { requests: wanted, seconds: longest }: { readonly requests: number; readonly seconds: number },
): Promise<MemoryResult> {
  const server = await start(subject);
  const { pid, url } = server;
  await delay(500);
  const atRest = megabytes(pid);
  const deadline = performance.now() + longest * 1_000;
  let requests = 0;
  let rate = wanted;
  while (requests < wanted && performance.now() < deadline) {
    // A generator takes a time and no number: not much more than is missing.
    const seconds = Math.min(Math.max(1, Math.ceil((wanted - requests) / rate)), 5);
    const fired = await load.fire({ url, request: getDatabase, expected: [200], connections: 16, seconds });
    requests += fired.requests;
    rate = Math.max(1, fired.requests / fired.seconds);
  }
  await settle(pid);
  const after = megabytes(pid);
  await server.stop();
  return { subject: subject.id, atRest, after, requests };
}

function megabytes(pid: number): number {
  return Math.round(residentMegabytes(pid) * 10) / 10;
}
