import { type Difference, isBreaking } from './difference.ts';
import { type ChangeNotes, noteFor, namesOf, shortPlace } from './changes-file.ts';

/** The longest value that is printed in full, in characters. */
const longest = 160;

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

function described({ operations, message, place, before, after }: Difference): string {
  return [
    '',
    `  ${namesOf(operations).replaceAll('`', '')}`,
    `    ${message}`,
    `    at   ${shortPlace(place)}`,
    ...(before === undefined ? [] : [`    was  ${shown(before)}`]),
    ...(after === undefined ? [] : [`    is   ${shown(after)}`]),
    '',
  ].join('\n');
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function count(number: number, one: string, more: string): string {
  return `${number} ${number === 1 ? one : more}`;
}
