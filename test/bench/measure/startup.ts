import type { Results } from '../results.ts';
import { rotate } from '../statistics.ts';
import type { Subject } from '../subjects/subject.ts';
import { start } from './processes.ts';

/** How long each takes from the launch of its process to its first 200, in milliseconds, once a round. */
export async function measureStartups(subjects: readonly Subject[], rounds: number): Promise<Results['startups']> {
  const startups: Results['startups'] = Object.fromEntries(subjects.map(({ id }) => [id, []]));
  for (let round = 0; round < rounds; round++) {
    for (const subject of rotate(subjects, round)) {
      const server = await start(subject);
      startups[subject.id]!.push(Math.round(server.milliseconds * 10) / 10);
      await server.stop();
    }
  }
  return startups;
}
