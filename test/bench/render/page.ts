import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { root } from '../../helpers/folders.ts';
import { withRegion } from '../../helpers/generated-region.ts';
import { benchFolder } from '../folder.ts';
import { createFigures } from '../figures.ts';
import type { Results } from '../results.ts';
import { judge } from '../targets.ts';
import { plot } from './plot.ts';
import { report } from './report.ts';
import { addRun, readRuns, writeRuns } from './runs.ts';

const resultsFile = join(benchFolder, 'results.json');
const pageFile = join(root, 'src/site/guide/speed.md');
const plotFile = join(root, 'src/site/guide/images/speed.svg');

/** The results of the last run that was kept. */
export function readResults(): Results {
  return JSON.parse(readFileSync(resultsFile, 'utf8')) as Results;
}

/** Keeps the results of a whole run, and its part in the comparison of runs. */
export async function writeRun(results: Results): Promise<void> {
  await writeResults(results);
  writeRuns(addRun(readRuns(), judge(results, createFigures(results)), results.loadBefore, new Date()));
}

/** Keeps the results, so that table and plot can be made anew. */
export async function writeResults(results: Results): Promise<void> {
  writeFileSync(resultsFile, await formatted(JSON.stringify(results), resultsFile));
}

/** Writes the tables into the guide's page, between its two marks, and the plot beside it. */
export async function writePage(results: Results): Promise<void> {
  const page = withRegion(readFileSync(pageFile, 'utf8'), 'bench', report(results, readRuns()));
  writeFileSync(pageFile, await formatted(page, pageFile));
  writeFileSync(plotFile, plot(results));
  console.log('\nwritten: src/site/guide/speed.md, src/site/guide/images/speed.svg');
}

async function formatted(text: string, file: string): Promise<string> {
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}
