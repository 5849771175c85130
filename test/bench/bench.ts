import { loadavg, tmpdir } from 'node:os';
import { build, install } from './install.ts';
import { OptionError } from './option-error.ts';
import { help, type Options, readOptions } from './options.ts';
import { printRest, printSql } from './print.ts';
import { readResults, writePage, writeResults, writeRun } from './render/page.ts';
import { measure } from './run.ts';
import { measureSql } from './sql/measure.ts';
import { mockplanes } from './subjects/mockplane.ts';

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
  if (options.only.length > 0 && options.only.every((part) => part === 'sql')) {
    await measureSqlAlone(options);
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
    await writeRun(results);
    await writePage(results);
  }
  console.log(`\n${Math.round((performance.now() - began) / 1_000)} s in all`);
  const strange = results.loads.filter(({ unexpected }) => unexpected > 0);
  for (const { subject, case: id, connections, unexpected } of strange)
    console.log(`${subject}, ${id}, ${connections} connections: ${unexpected} answers other than asked for`);
  if (strange.some(({ subject }) => subject.startsWith('mockplane'))) process.exitCode = 1;
}

/** The cost of SQL, which needs neither the peers nor their load generator. */
async function measureSqlAlone({ rounds, quick, write }: Options): Promise<void> {
  build();
  const [mockplane] = mockplanes(tmpdir());
  const sql = await measureSql(mockplane!, rounds, quick);
  printSql(sql);
  if (!write) return;
  const results = { ...readResults(), sql };
  await writeResults(results);
  await writePage(results);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof OptionError)) throw error;
  process.stderr.write(`bench: ${error.message}\nnpm run bench -- --help tells the options.\n`);
  process.exitCode = 2;
}
