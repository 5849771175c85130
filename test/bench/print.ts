import type { Case } from './cases.ts';
import type { LoadResult, Results, SqlResult } from './results.ts';
import { spread } from './statistics.ts';

/** A line for each server as a round comes past a case: what it has reached in this round, and beside the floor. */
export function printCase(each: Case, connections: number, round: number, results: readonly LoadResult[]): void {
  const floor = results.find(({ subject }) => subject === 'floor')?.samples[round]?.perSecond;
  console.log(
    `\nround ${round + 1} · ${each.title} · ${connections} ${connections === 1 ? 'connection' : 'connections'}`,
  );
  for (const { subject, samples, unexpected } of results) {
    const { perSecond, processor, busy, p50, p99 } = samples[round]!;
    const columns = [
      subject.padEnd(20),
      `${Math.round(perSecond)}/s`.padStart(9),
      floor === undefined ? '' : `× ${(perSecond / floor).toFixed(2)}`.padStart(7),
      processor === null ? '' : `${Math.round(processor)} µs CPU`.padStart(13),
      busy === null ? '' : `${Math.round(busy * 100)} % busy`.padStart(11),
      `p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`.padStart(28),
      unexpected === 0 ? '' : `  ${unexpected} UNEXPECTED`,
    ];
    console.log(columns.join(' '));
  }
}

/** The measurements beside the loads. */
export function printRest({ unable, startups, memory, reset, sandboxes, sql, lint, generate }: Results): void {
  for (const { case: id, subject, flaw } of unable) console.log(`${subject} is not measured with ${id}: ${flaw}`);
  for (const [subject, times] of Object.entries(startups)) print(`start of ${subject}`, times);
  for (const { subject, atRest, after, requests } of memory)
    console.log(`${subject.padEnd(20)} ${atRest} MB at rest, ${after} MB after ${requests} requests`);
  print('reset with 10,000 databases', reset);
  if (sandboxes) {
    const { count, milliseconds, processor, megabytes, spread: loads = [] } = sandboxes;
    const used = processor === null ? '' : `, ${processor} ms of processor time`;
    console.log(`each of ${count} sandboxes: ${milliseconds} ms${used}, ${megabytes} MB`);
    for (const each of loads)
      console.log(`GET spread over ${each.sandboxes} sandboxes: ${each.perSecond}/s, ${each.processor ?? '?'} µs CPU`);
  }
  if (sql) printSql(sql);
  print('lint with examples', lint);
  print('type generation', generate);
}

export function printSql({ loads, firstSql, childMemory, besideRunaway, reset }: SqlResult): void {
  for (const { case: id, floor, mockplane } of loads) {
    const [bare, ours] = [floor, mockplane].map((times) => spread(times)?.median);
    console.log(`SQL ${id}: ${ours} µs CPU, bare server ${bare}`);
  }
  print('first SQL after the start', firstSql);
  console.log(`a process for SQL at rest: ${childMemory ?? 'unknown'} MB`);
  console.log(`GET beside a statement that runs away: × ${besideRunaway}`);
  console.log(`reset with 1,000 contents: ${reset} ms`);
}

function print(what: string, times: readonly number[]): void {
  const { median, least, most } = spread(times) ?? {};
  if (median !== undefined) console.log(`${what}: ${median} ms (${least}–${most})`);
}
