import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { root } from '../helpers/folders.ts';
import { withRegion } from '../helpers/generated-region.ts';
import { balancers, missing } from './balancers.ts';
import { startFarm } from './farm.ts';
import { play } from './play.ts';
import { type Crash, report } from './report.ts';
import { kinds, measureMemory, measureThroughput } from './throughput.ts';

const { values } = parseArgs({
  options: {
    sandboxes: { type: 'string', default: '200' },
    writes: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '5' },
    // Prints the figures and leaves the guide's page as it is.
    print: { type: 'boolean' },
  },
});

/** `npm run balance` drives many sandboxes through each balancer, measures, and writes the figures into the guide. */
async function main(): Promise<void> {
  const why = missing('haproxy');
  if (why !== undefined) throw new Error(`The figures need HAProxy: ${why}.`);
  const crashes: Crash[] = [];
  for (const balancer of balancers.filter((name) => missing(name) === undefined)) {
    const farm = await startFarm({ balancer, args: ['--sandbox-idle', '5s'] });
    try {
      const options = { sandboxes: Number(values.sandboxes), writes: Number(values.writes) };
      const played = await play(farm, options);
      process.stderr.write(`${balancer}: ${JSON.stringify({ ...played, defects: played.defects.length })}\n`);
      if (played.defects.length > 0) throw new Error(played.defects.slice(0, 10).join('\n'));
      crashes.push({ balancer, ...options, ...played });
    } finally {
      await farm.stop();
    }
  }
  const throughput = [];
  for (const kind of kinds) {
    for (const servers of [1, 2, 3]) {
      const measured = await measureThroughput(kind, servers, Number(values.seconds));
      process.stderr.write(`${kind}: ${JSON.stringify(measured)}\n`);
      throughput.push({ kind, ...measured });
    }
  }
  const memory = await measureMemory(200);
  process.stderr.write(`${JSON.stringify(memory)}\n`);
  const { page, picture } = report({ crashes, throughput, memory });
  if (values.print) {
    process.stdout.write(`${page}\n`);
    return;
  }
  const file = join(root, 'src/site/guide/growing.md');
  const text = withRegion(readFileSync(file, 'utf8'), 'balance', page);
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), parser: 'markdown' }));
  writeFileSync(join(root, 'src/site/guide/images/throughput.svg'), picture);
}

await main();
