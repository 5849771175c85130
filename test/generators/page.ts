import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { root } from '../helpers/folders.ts';
import { withRegion } from '../helpers/generated-region.ts';
import { generatorsFolder } from './folder.ts';
import { generators } from './generators.ts';
import type { Result } from './try.ts';

export const pageFile = join(root, 'src/site/guide/contract.md');
const resultsFile = join(generatorsFolder, 'results.json');

/** The results as a table in Markdown. */
export function renderResults(results: readonly Result[]): string {
  return [
    '| Generator | Version | Language | Generates | Compiles | Lists, creates and deletes |',
    '| --- | --- | --- | :-: | :-: | :-: |',
    ...results.map(
      ({ name, version, language, failed }) =>
        `| ${name} | ${version} | ${language} | ${mark(failed, 'generate')} | ${mark(failed, 'compile')} | ${mark(failed, 'call')} |`,
    ),
  ].join('\n');
}

const steps = ['generate', 'compile', 'call'] as const;

function mark(failed: Result['failed'], step: (typeof steps)[number]): string {
  if (failed === undefined || steps.indexOf(step) < steps.indexOf(failed)) return 'yes';
  return step === failed ? 'no' : '–';
}

/** The results of the last runs, in the order of the table. */
export function readResults(): Result[] {
  return JSON.parse(readFileSync(resultsFile, 'utf8')) as Result[];
}

/** The guide's page about the contract, with the table of some results. */
export async function pageWith(results: readonly Result[]): Promise<string> {
  const page = withRegion(readFileSync(pageFile, 'utf8'), 'generators', renderResults(results));
  return format(page, { ...(await resolveConfig(pageFile)), filepath: pageFile });
}

/** Replaces the result of a generator, in the file of results and in the guide. */
export async function keepResult({ name, language, version, failed }: Result): Promise<void> {
  const result = { name, language, version, ...(failed && { failed }) };
  const others = readResults().filter((other) => other.name !== name);
  const order = generators.map((generator) => generator.name);
  const results = [...others, result].toSorted((one, other) => order.indexOf(one.name) - order.indexOf(other.name));
  writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(pageFile, await pageWith(results));
}
