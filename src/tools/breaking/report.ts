import { count, described } from '../../breaking/describe.ts';
import { type Difference, isBreaking } from '../../breaking/difference.ts';
import { type ChangeNotes, noteFor } from './changes-file.ts';

/** Formats the result of a comparison for a terminal. */
export function report(api: string, version: string, { unnamed, named, stale, ofBehaviour }: ChangeNotes): string {
  const file = `spec/${api}/CHANGES.md`;
  const total = unnamed.length + named.length;
  const where = unnamed.length > 0 ? `${unnamed.length} of them not in ${file}` : `all in ${file}`;
  const head =
    total === 0
      ? `${api}: nothing breaks a client of ${version}`
      : `${api}: ${count(total, 'change breaks', 'changes break')} a client of ${version}, ${where}`;
  return [
    head,
    ...unnamed.map(described),
    ...(unnamed.length > 0
      ? [
          `If they are meant, add these lines to ${file}, above "## ${version}":\n\n${unnamed.map(noteFor).join('\n')}\n`,
        ]
      : []),
    ...stale.map((item) => `${file} names a change that is not there:\n  ${item}`),
    ...ofBehaviour.map((item) => `${file} also tells of behaviour, which is not compared:\n  ${item}`),
  ].join('\n');
}

/** Formats the differences that break no client. */
export function reportOthers(differences: readonly Difference[]): string {
  const others = differences.filter((difference) => !isBreaking(difference));
  return [`  ${count(others.length, 'other difference', 'other differences')}`, ...others.map(described)].join('\n');
}
