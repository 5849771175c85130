import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { root } from '../../helpers/folders.ts';
import { benchFolder } from '../folder.ts';
import type { Results } from '../results.ts';
import { plot } from './plot.ts';
import { report } from './report.ts';

const resultsFile = join(benchFolder, 'results.json');
const pageFile = join(root, 'src/site/guide/speed.md');
const plotFile = join(root, 'src/site/guide/images/speed.svg');

const opening = '<!-- bench -->';
const closing = '<!-- /bench -->';

/** The results of the last run that was kept. */
export function readResults(): Results {
  return JSON.parse(readFileSync(resultsFile, 'utf8')) as Results;
}

/** Keeps the results, so that table and plot can be made anew. */
export async function writeResults(results: Results): Promise<void> {
  writeFileSync(resultsFile, await formatted(JSON.stringify(results), resultsFile));
}

/** Writes the tables into the guide's page, between its two marks, and the plot beside it. */
export async function writePage(results: Results): Promise<void> {
  const page = withReport(readFileSync(pageFile, 'utf8'), report(results));
  writeFileSync(pageFile, await formatted(page, pageFile));
  writeFileSync(plotFile, plot(results));
  console.log('\nwritten: src/site/guide/speed.md, src/site/guide/images/speed.svg');
}

/** @throws Error for a page that has lost its marks */
export function withReport(page: string, generated: string): string {
  const start = page.indexOf(opening);
  const end = page.indexOf(closing);
  if (start === -1 || end < start) throw new Error(`The page has no ${opening} followed by ${closing}.`);
  return `${page.slice(0, start + opening.length)}\n\n${generated}\n\n${page.slice(end)}`;
}

async function formatted(text: string, file: string): Promise<string> {
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}
