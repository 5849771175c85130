import { readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { root } from '../../helpers/folders.ts';
import { withRegion } from '../../helpers/generated-region.ts';
import { benchFolder } from '../folder.ts';
import { build, install } from '../install.ts';
import { startLoad } from '../load/load.ts';
import { measureDocument } from './measure.ts';
import { documentSection } from './render.ts';
import type { DocumentResults } from './results.ts';

// `npm run bench:document`: measures a document of a user beside other mock servers, and writes the section of the
// guide's page on speed. With `--quick` it prints the section; with `--render` it only writes it anew.

const resultsFile = join(benchFolder, 'document/results.json');
const pageFile = join(root, 'src/site/guide/speed.md');
const { values } = parseArgs({ options: { quick: { type: 'boolean' }, render: { type: 'boolean' } } });

async function measure(isQuick: boolean): Promise<DocumentResults> {
  const [loadBefore = 0] = loadavg();
  install();
  build();
  const load = startLoad(undefined);
  const seconds = 1;
  try {
    const measured = await measureDocument({ load, seconds, rounds: isQuick ? 1 : 5 });
    return { date: new Date().toISOString().slice(0, 10), loadBefore, load: load.name, seconds, ...measured };
  } finally {
    load.close();
  }
}

async function write(file: string, text: string): Promise<void> {
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}

const results = values.render
  ? (JSON.parse(readFileSync(resultsFile, 'utf8')) as DocumentResults)
  : await measure(values.quick === true);
if (!values.quick) {
  await write(resultsFile, JSON.stringify(results));
  await write(pageFile, withRegion(readFileSync(pageFile, 'utf8'), 'bench-document', documentSection(results)));
}
process.stdout.write(`${documentSection(results)}\n`);
