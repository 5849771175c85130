import { readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { root } from '../../helpers/folders.ts';
import { withRegion } from '../../helpers/generated-region.ts';
import { benchFolder } from '../folder.ts';
import { build, install } from '../install.ts';
import { startLoad } from '../load/load.ts';
import { OptionError } from '../option-error.ts';
import { measureDocument } from './measure.ts';
import { type DocumentOptions, readDocumentOptions } from './options.ts';
import { documentSection } from './render.ts';
import type { DocumentResults } from './results.ts';
import type { RoundsPlan } from './rounds.ts';
import { measureStripe } from './stripe/measure.ts';
import { stripeSection } from './stripe/render.ts';

// `npm run bench:document`: measures a document of a user beside other mock servers, and writes the section of the
// guide's page on speed. With `--quick` it prints the section; with `--render` it only writes it anew. With
// `--stripe-mock PROGRAM --stripe-document FILE` it measures the comparison with stripe-mock in place of the others.

const resultsFile = join(benchFolder, 'document/results.json');
const pageFile = join(root, 'src/site/guide/speed.md');

async function main(options: DocumentOptions): Promise<void> {
  const kept = JSON.parse(readFileSync(resultsFile, 'utf8')) as DocumentResults;
  const results = options.render ? kept : await measure(options, kept);
  if (!options.quick) {
    await write(resultsFile, JSON.stringify(results));
    let page = withRegion(readFileSync(pageFile, 'utf8'), 'bench-document', documentSection(results));
    if (results.stripe) page = withRegion(page, 'bench-stripe', stripeSection(results.stripe));
    await write(pageFile, page);
  }
  const section = options.stripe && results.stripe ? stripeSection(results.stripe) : documentSection(results);
  process.stdout.write(`${section}\n`);
}

/** Measures one of the two comparisons, and keeps the other. */
async function measure({ quick, stripe }: DocumentOptions, kept: DocumentResults): Promise<DocumentResults> {
  const [loadBefore = 0] = loadavg();
  if (!stripe) install();
  build();
  const load = startLoad(undefined);
  const plan: RoundsPlan = { load, seconds: 1, rounds: quick ? 1 : 5 };
  const about = {
    date: new Date().toISOString().slice(0, 10),
    loadBefore,
    load: load.name,
    seconds: plan.seconds,
  };
  try {
    if (stripe) return { ...kept, stripe: { ...about, ...(await measureStripe(plan, stripe)) } };
    return { ...kept, ...about, ...(await measureDocument(plan)) };
  } finally {
    load.close();
  }
}

async function write(file: string, text: string): Promise<void> {
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}

try {
  await main(readDocumentOptions(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof OptionError)) throw error;
  process.stderr.write(`bench:document: ${error.message}\n`);
  process.exitCode = 2;
}
