import { count, day, none } from '../render/format.ts';
import { table } from '../render/table.ts';
import type { Results, SqlResult } from '../results.ts';
import { spread } from '../statistics.ts';
import { sqlCases } from './cases.ts';
import { matrixSection } from './matrix-render.ts';

/** Round by round, what a request costs beside the same on the bare server. */
export function besideFloor({ loads }: SqlResult, id: string): number[] {
  const load = loads.find((each) => each.case === id);
  return load ? load.mockplane.map((ours, round) => ours / load.floor[round]!) : [];
}

/** The cost of a transaction of ten inserts, compared with one insert. */
export function batchBesideInsert({ loads }: SqlResult): number[] {
  const of = (id: string): readonly number[] => loads.find((each) => each.case === id)?.mockplane ?? [];
  return of('batch').map((each, round) => each / of('insert')[round]!);
}

/** The section of the page; empty for results without SQL. */
export function sqlSection({ sql }: Results): string[] {
  if (!sql) return [];
  const rows = sqlCases.map(({ id, title }) => {
    const load = sql.loads.find((each) => each.case === id);
    const ratio = spread(besideFloor(sql, id));
    return [
      title,
      count(spread(load?.floor ?? [])?.median),
      count(spread(load?.mockplane ?? [])?.median),
      ratio ? `${ratio.median.toFixed(2)} (${ratio.least.toFixed(2)}–${ratio.most.toFixed(2)})` : none,
    ];
  });
  return [
    '## SQL',
    `Measured on ${day(sql.date)}, with a load average of ${sql.loadBefore.toFixed(1)}. The table shows microseconds of processor time for each request, at 16 connections and without \`--data\`. The time of Mockplane includes the server and the processes that run SQL. The bare server runs the same statement in its own process. It keeps its connection and its statements, and checks nothing.`,
    table(['', 'Bare server', 'Mockplane', 'Ratio'], rows),
    ...matrixSection(sql.matrix),
  ];
}
