import { count, described, shortPlace } from '../../breaking/describe.ts';
import { type Difference, isBreaking } from '../../breaking/difference.ts';
import { printable, styleFor } from '../terminal.ts';

/** The comparison of two files. */
export interface FileDifferences {
  readonly before: string;
  readonly after: string;
  readonly differences: readonly Difference[];
}

/** How to format a comparison. */
export interface DiffFormat {
  /** Whether to list the changes that break no client. */
  readonly all: boolean;
  /** The destination; it decides whether to use colour. */
  readonly stream: NodeJS.WriteStream;
}

/** Formats a comparison: a summary, then each change with its operations, its place and both values. */
export function formatDiff({ before, after, differences }: FileDifferences, { all, stream }: DiffFormat): string {
  const style = styleFor(stream);
  const breaking = differences.filter(isBreaking);
  const others = differences.filter((difference) => !isBreaking(difference));
  const summary =
    breaking.length === 0
      ? style('green', `${after}: nothing breaks a client of ${before}`)
      : style('red', `${after}: ${count(breaking.length, 'change breaks', 'changes break')} a client of ${before}`);
  return [
    summary,
    ...breaking.map((each) => lines(described(each))),
    ...(all ? ['', count(others.length, 'other change', 'other changes')] : []),
    ...(all ? others.map((each) => lines(described(each))) : []),
  ]
    .join('\n')
    .trimEnd();
}

/** Formats a comparison as one JSON object, for programs. */
export function diffAsJson({ before, after, differences }: FileDifferences): string {
  const changes = differences.map(({ rule, message, place, before: was, after: is, operations }) => ({
    isBreaking: rule !== undefined,
    ...(rule !== undefined && { rule }),
    message,
    operations,
    pointer: place,
    place: shortPlace(place),
    was,
    is,
  }));
  const breaking = differences.filter(isBreaking).length;
  return JSON.stringify({ before, after, breaking, changes }, null, 2);
}

/** Control characters of a document must not reach the terminal. */
function lines(text: string): string {
  return text.trimEnd().split('\n').map(printable).join('\n');
}
