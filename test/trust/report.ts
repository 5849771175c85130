import type { TrustFigures } from './figures.ts';

const number = new Intl.NumberFormat('en');

/** The table of the long runs, as Markdown. */
export function report({ gate, load, durability, sqlLoad, sqlDurability }: TrustFigures): string {
  const rows = [
    [
      '`gate`',
      `${number.format(gate.requests)} generated requests to ${gate.operations} operations, in ${number.format(gate.cases)} cases`,
      `${number.format(gate.violations.length)} violations`,
      gate,
    ],
    [
      '`load`',
      `${number.format(load.requests)} requests to ${Object.keys(load.asked).length} operations over ${load.connections} connections`,
      `${number.format(load.unanswered)} unanswered, ${number.format(load.violations)} violations, memory ${growth(load.rssByTenth)} from the second tenth to the last`,
      load,
    ],
    [
      '`durability`',
      `${number.format(durability.rounds)} times \`kill -9\`, with ${number.format(durability.acknowledged)} writes acknowledged and ${number.format(durability.inFlight)} pending`,
      `${number.format(durability.lost)} lost, ${number.format(durability.halfDone)} half done`,
      durability,
    ],
    [
      '`load:sql`',
      `${number.format(sqlLoad.visits)} visits to ${number.format(sqlLoad.databases)} databases, ${number.format(sqlLoad.active)} at the same time`,
      `${number.format(sqlLoad.faults.length)} faults; ${number.format(sqlLoad.left.handles)} handles and ${number.format(sqlLoad.left.processes)} processes left, ${number.format(Math.round(100 * sqlLoad.freeStreams))} % of the streams free`,
      sqlLoad,
    ],
    [
      '`durability -- --sql`',
      `${number.format(sqlDurability.rounds)} times \`kill -9\` under seven writers of SQL, in ${number.format(sqlDurability.childrenKilled)} of them also of a process that runs SQL, with ${number.format(sqlDurability.acknowledged)} writes acknowledged and ${number.format(sqlDurability.inFlight)} pending`,
      `${number.format(sqlDurability.lost)} lost, ${number.format(sqlDurability.halfDone)} half done`,
      sqlDurability,
    ],
  ] as const;
  return [
    '| `npm run` | Run | Result | Seed | Duration |',
    '| --- | --- | --- | ---: | ---: |',
    ...rows.map(
      ([run, done, found, { seed, seconds }]) => `| ${run} | ${done} | ${found} | ${seed} | ${duration(seconds)} |`,
    ),
  ].join('\n');
}

/** By how much of itself the memory has grown: `+1.3 %`. */
function growth(rssByTenth: readonly number[]): string {
  const [, second = Number.NaN] = rssByTenth;
  const change = (rssByTenth.at(-1)! / second - 1) * 100;
  return `${change < 0 ? '−' : '+'}${Math.abs(change).toFixed(1)} %`;
}

function duration(seconds: number): string {
  return seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
