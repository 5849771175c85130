import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { run } from './rounds.ts';
import { runSql } from './sql/rounds.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    sql: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});

const result = await (values.sql ? runSql : run)(Number(values.rounds), Number(values.seed), (round) => {
  if (round % 10 === 0) process.stdout.write(`${round} rounds\n`);
});
const { rounds, seed, acknowledged, inFlight, done, seconds } = result;
const lists = { lost: result.lost, halfDone: result.halfDone, damaged: result.damaged, wrong: result.wrong };
for (const [name, texts] of Object.entries(lists)) for (const text of texts) process.stdout.write(`${name}: ${text}\n`);
process.stdout.write(
  `${rounds} rounds (seed ${seed}, ${seconds} s): ${acknowledged} acknowledged, ${inFlight} in flight, ${done} of them done; ` +
    `${Object.entries(lists)
      .map(([name, texts]) => `${texts.length} ${name}`)
      .join(', ')}\n`,
);
if (values.json !== undefined) {
  const children = 'childrenKilled' in result ? { childrenKilled: result.childrenKilled } : {};
  const counts = { rounds, acknowledged, inFlight, done, lost: result.lost.length, halfDone: result.halfDone.length };
  writeFileSync(values.json, `${JSON.stringify({ ...counts, ...children, seed, seconds })}\n`);
}
if (Object.values(lists).some((texts) => texts.length > 0)) process.exitCode = 1;
