import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { builtCli, startCli } from '../helpers/cli.ts';
import { residentBytes } from '../helpers/memory.ts';
import { runLoad } from './load.ts';

/** How much the memory of the last tenth may differ from that of the second: by then the journal is full. */
const tolerance = 0.05;

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '100000' },
    connections: { type: 'string', default: '128' },
    seed: { type: 'string', default: '1' },
    // The memory of the server, in MiB. Node lets garbage lie about as long as the machine has room for it; with an end
    // to that, what is measured is what is held.
    heap: { type: 'string', default: '96' },
    json: { type: 'string' },
  },
});

/** `npm run load -- --requests 1000000 --connections 128 --seed 7` puts a server of its own under load. */
async function main(): Promise<void> {
  // The compiled server is the one that people run.
  const script = existsSync(builtCli) ? builtCli : undefined;
  const options = ['--port', '0', '--quiet', '--seed', values.seed, '--transitions', '5ms'];
  const server = await startCli(options, { NODE_OPTIONS: `--max-old-space-size=${values.heap}` }, script);
  const report = await runLoad({
    url: server.url,
    requests: Number(values.requests),
    connections: Number(values.connections),
    seed: Number(values.seed),
    measure: () => residentBytes(server.pid),
    onTenth: (tenth) => process.stderr.write(`${tenth} of 10\n`),
  });
  server.signal('SIGTERM');
  const { code } = await server.ended;
  const { byTenth, faults, ...counts } = report;
  const rssByTenth = byTenth.map(Math.round);
  const growth = rssByTenth[9]! / rssByTenth[1]! - 1;
  const mebibytes = rssByTenth.map((bytes) => (bytes / 1_048_576).toFixed(1));
  process.stdout.write(
    [
      `${counts.requests} requests on ${counts.connections} connections in ${counts.seconds.toFixed(1)} s, seed ${counts.seed}`,
      `${counts.unanswered} unanswered, ${counts.violations} violations`,
      `statuses: ${Object.entries(counts.statuses)
        .map(([status, count]) => `${status}: ${count}`)
        .join(', ')}`,
      `memory by tenth, in MiB, of a server with ${values.heap} MiB of heap: ${mebibytes.join(' ')}; last against second: ${(100 * growth).toFixed(1)} %`,
      ...faults,
      '',
    ].join('\n'),
  );
  if (values.json !== undefined)
    writeFileSync(
      values.json,
      `${JSON.stringify({ ...counts, heapMebibytes: Number(values.heap), rssByTenth }, undefined, 2)}\n`,
    );
  const isSound = counts.unanswered === 0 && counts.violations === 0 && code === 0;
  if (!isSound || growth > tolerance) process.exitCode = 1;
}

await main();
