import { loadavg } from 'node:os';
import { build, install } from './install.ts';
import { OptionError } from './option-error.ts';
import { help, readOptions } from './options.ts';
import { printRest } from './print.ts';
import { readResults, writePage, writeResults } from './render/page.ts';
import { measure } from './run.ts';

// `npm run bench`: installs the peers, builds Mockplane, measures all of them, and writes the guide's page on speed.

async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  if (options.help) {
    process.stdout.write(help);
    return;
  }
  if (options.render) {
    await writePage(readResults());
    return;
  }
  const began = performance.now();
  // Before there is work of our own.
  const [loadBefore = 0] = loadavg();
  install();
  build();
  const results = await measure(options, loadBefore);
  console.log('');
  printRest(results);
  if (options.write) {
    await writeResults(results);
    await writePage(results);
  }
  console.log(`\n${Math.round((performance.now() - began) / 1_000)} s in all`);
  const strange = results.loads.filter(({ unexpected }) => unexpected > 0);
  for (const { subject, case: id, connections, unexpected } of strange)
    console.log(`${subject}, ${id}, ${connections} connections: ${unexpected} answers other than asked for`);
  if (strange.some(({ subject }) => subject.startsWith('mockplane'))) process.exitCode = 1;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof OptionError)) throw error;
  process.stderr.write(`bench: ${error.message}\nnpm run bench -- --help tells the options.\n`);
  process.exitCode = 2;
}
