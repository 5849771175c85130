import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchFolder } from '../folder.ts';
import type { Target } from '../targets.ts';
import { none } from './format.ts';
import { table } from './table.ts';

/** The figures of a whole run, so that the page shows how far they move. */
export interface Run {
  /** When it ended, in UTC: `2026-11-28 21:40`. */
  readonly at: string;
  /** How many programs wanted a processor before it began. */
  readonly loadBefore: number;
  /** The figures as the page shows them, by the name of the target. */
  readonly measured: Readonly<Record<string, string>>;
}

const file = join(benchFolder, 'runs.json');
const kept = 4;

/** The last runs that were kept, oldest first. */
export function readRuns(): Run[] {
  return JSON.parse(readFileSync(file, 'utf8')) as Run[];
}

/** Adds a run, and drops the oldest beyond the number that is kept. */
export function addRun(runs: readonly Run[], targets: readonly Target[], loadBefore: number, now: Date): Run[] {
  const at = now.toISOString().slice(0, 16).replace('T', ' ');
  const measured = Object.fromEntries(targets.map((target) => [target.what, target.measured]));
  return [...runs, { at, loadBefore: Math.round(loadBefore * 10) / 10, measured }].slice(-kept);
}

export function writeRuns(runs: readonly Run[]): void {
  writeFileSync(file, `${JSON.stringify(runs, undefined, 2)}\n`);
}

/** The figures of all runs side by side; empty if there is only one. */
export function runsSection(runs: readonly Run[]): string[] {
  if (runs.length < 2) return [];
  const names = [...new Set(runs.flatMap(({ measured }) => Object.keys(measured)))];
  return [
    '## How far the figures move',
    'The machine does other work, too, and runs of different days measure different versions. The table shows the figures of the last runs. Compare a figure only with others of its run.',
    table(
      ['', ...runs.map(({ at }) => at)],
      [
        ['Load average before the run', ...runs.map(({ loadBefore }) => loadBefore.toFixed(1))],
        ...names.map((name) => [name, ...runs.map(({ measured }) => measured[name] ?? none)]),
      ],
    ),
  ];
}
