import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { childrenOf } from '../../helpers/children.ts';
import { builtCli, startCli } from '../../helpers/cli.ts';
import { handlesOf } from './handles.ts';
import { runSqlLoad } from './load.ts';

const { values } = parseArgs({
  options: {
    databases: { type: 'string', default: '1000' },
    active: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '600' },
    seed: { type: 'string', default: '1' },
    json: { type: 'string' },
  },
});

/** How long a process that has nothing to do stays, and a little more. */
const idle = 75_000;

/** How much more may be held at the end than after a tenth of the time. */
const tolerance = 0.1;

const mebibytes = (bytes: number): string => (bytes / 1_048_576).toFixed(0);

/** `npm run load:sql -- --databases 1000 --active 100 --seconds 600` puts a server of its own under load. */
async function main(): Promise<void> {
  // The compiled server is the one that people run.
  const script = existsSync(builtCli) ? builtCli : undefined;
  const options = ['--port', '0', '--quiet', '--transitions', 'immediate'];
  const server = await startCli(options, { NODE_OPTIONS: '--max-old-space-size=192' }, script);
  const before = handlesOf(server.pid);
  const report = await runSqlLoad({
    url: server.url,
    pid: server.pid,
    databases: Number(values.databases),
    active: Number(values.active),
    seconds: Number(values.seconds),
    seed: Number(values.seed),
  });
  await sleep(idle);
  const left = { processes: childrenOf(server.pid).length, handles: handlesOf(server.pid) - before };
  server.signal('SIGTERM');
  const { code, stderr } = await server.ended;
  const growth = report.late.bytes / report.early.bytes - 1;
  process.stdout.write(
    [
      `${report.visits} visits to ${report.databases} databases, ${report.active} at once, in ${report.seconds} s, seed ${report.seed}`,
      `${report.faults.length} faults, ${(100 * report.freeStreams).toFixed(0)} % of the streams free`,
      `memory ${mebibytes(report.early.bytes)} MiB after a tenth, ${mebibytes(report.late.bytes)} MiB at the end (${(100 * growth).toFixed(1)} %)`,
      `handles ${report.early.handles} after a tenth, ${report.late.handles} at the end`,
      `after a minute without SQL: ${left.processes} processes, ${left.handles} handles more than at the start`,
      ...report.faults,
      '',
    ].join('\n'),
  );
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ ...report, left }, undefined, 2)}\n`);
  const isSound = report.faults.length === 0 && report.freeStreams === 1 && code === 0 && stderr === '';
  if (!isSound || growth > tolerance || left.processes > 0 || left.handles > 0) process.exitCode = 1;
}

await main();
