import { resize } from '../subjects/resize.ts';
import type { Subject } from '../subjects/subject.ts';
import { ask } from './ask.ts';
import { start } from './processes.ts';

/** How long a reset takes for who asks for it, in milliseconds, where there are 10,000 databases to be forgotten. */
export async function measureReset(mockplane: Subject, rounds: number): Promise<number[]> {
  const server = await start(mockplane);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await resize(server.url, 10_000);
    const began = performance.now();
    const { status } = await ask(server.url, { method: 'POST', path: '/_mockplane/reset', headers: {} });
    times.push(Math.round((performance.now() - began) * 100) / 100);
    if (status !== 200) throw new Error(`The reset answers ${status}.`);
  }
  await server.stop();
  return times;
}
