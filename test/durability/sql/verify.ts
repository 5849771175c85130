import type { Writer } from './writer.ts';

/** The unexpected findings. */
export interface Found {
  readonly lost: string[];
  readonly halfDone: string[];
  readonly wrong: string[];
}

export interface Verified {
  /** Moves that were acknowledged, that were in flight, and those of the latter that were done all the same. */
  readonly acknowledged: number;
  readonly inFlight: number;
  readonly done: number;
}

/** Runs a query whose columns are all whole numbers. */
export type Query = (sql: string) => Promise<number[][]>;

/** The facts about each writer's moves of earlier rounds: the count of second halves, and the sum of their numbers. */
export interface Settled {
  from: number;
  count: number;
  sum: number;
  /** How many the trigger has counted. */
  total: number;
}

/** Holds the rows of a database to what its writers know, and forgets the moves that are settled with it. */
export async function verify(
  query: Query,
  writers: readonly Writer[],
  settled: Map<number, Settled>,
  found: Found,
): Promise<Verified> {
  const tally = { acknowledged: 0, inFlight: 0, done: 0 };
  for (const { number, moves, next } of writers) {
    const known = settled.get(number) ?? { from: 0, count: 0, sum: 0, total: 0 };
    const [[count, sum, total]] = (await query(
      `SELECT count(*), ifnull(sum(n), 0), ifnull((SELECT moves FROM total WHERE writer = ${number}), 0)
       FROM entry WHERE writer = ${number} AND half = 1 AND n < ${known.from}`,
    )) as [[number, number, number]];
    if (count !== known.count || sum !== known.sum) {
      found.lost.push(`writer ${number}: ${count} of ${known.count} earlier moves`);
      // Nothing is told twice.
      Object.assign(known, { count, sum });
    }

    const rows = await query(
      `SELECT n, count(*), sum(half) FROM entry WHERE writer = ${number} AND n >= ${known.from} GROUP BY n ORDER BY n`,
    );
    const there = new Map(rows.map(([n, halves]) => [n!, halves!]));
    const seconds = rows.filter(([, , half]) => half === 1).map(([n]) => n!);
    const counted = total - known.total;
    if (counted !== seconds.length) {
      found.halfDone.push(`writer ${number}: ${counted} counted, ${seconds.length} there`);
    }
    known.total = total;
    known.count += seconds.length;
    known.sum += seconds.reduce((all, n) => all + n, 0);
    for (const [n, fate] of moves) {
      const halves = there.get(n) ?? 0;
      there.delete(n);
      if (halves === 1) found.halfDone.push(`${number}-${n}`);
      if (fate === 'done' && halves === 0) found.lost.push(`${number}-${n}`);
      if (fate === 'undone' && halves > 0) found.wrong.push(`${number}-${n} was rolled back and is there`);
      if (fate === 'done') tally.acknowledged++;
      if (fate === 'unknown') tally.inFlight++;
      if (fate === 'unknown' && halves === 2) tally.done++;
    }
    for (const n of there.keys()) found.wrong.push(`${number}-${n} was never sent and is there`);
    known.from = next;
    settled.set(number, known);
    moves.clear();
  }
  return tally;
}
