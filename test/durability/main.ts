import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { builtCli } from '../helpers/cli.ts';
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

const told = (round: number): void => void (round % 10 === 0 && process.stdout.write(`${round} rounds\n`));
const [wanted, chosen] = [Number(values.rounds), Number(values.seed)];
// Ctrl+C ends a run of SQL after its round, with the figures so far.
const end = new AbortController();
if (values.sql) process.once('SIGINT', () => end.abort());
// The compiled server starts sooner, and is the one that people run.
const script = existsSync(builtCli) ? builtCli : undefined;
const result = values.sql
  ? await runSql(wanted, chosen, { told, script, signal: end.signal })
  : await run(wanted, chosen, told);
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
