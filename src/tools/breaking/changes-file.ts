import { namesOf, shortPlace } from '../../breaking/describe.ts';
import { type Difference, isBreaking } from '../../breaking/difference.ts';

const mark = '**Breaking.**';
/** A line about a difference between the documents names a place; a line about behaviour names none. */
const ofDocument = /\*\*Breaking\.\*\* .*\(`[^`]+`\)/;

/** How the lines of a `CHANGES.md` and the differences of its document match. */
export interface ChangeNotes {
  /** Breaking differences that no line names. */
  readonly unnamed: readonly Difference[];
  readonly named: readonly Difference[];
  /** Lines that name a difference which does not exist. */
  readonly stale: readonly string[];
  /** Lines about behaviour, which the comparison of documents cannot check. */
  readonly ofBehaviour: readonly string[];
}

/**
 * Matches the differences with the lines above the released version in `CHANGES.md`.
 *
 * @param version the released version
 * @throws Error when `CHANGES.md` has no section for it
 */
export function checkChangeNotes(differences: readonly Difference[], changes: string, version: string): ChangeNotes {
  const breaking = differences.filter(isBreaking);
  const items = unreleasedItems(changes, version);
  const isNamed = (difference: Difference): boolean => items.some((item) => begins(item, noteFor(difference)));
  const marked = items.filter((item) => item.includes('**Breaking'));
  const isUsed = (item: string): boolean => breaking.some((difference) => begins(item, noteFor(difference)));
  return {
    unnamed: breaking.filter((difference) => !isNamed(difference)),
    named: breaking.filter(isNamed),
    stale: marked.filter((item) => ofDocument.test(item) && !isUsed(item)),
    ofBehaviour: marked.filter((item) => !ofDocument.test(item)),
  };
}

/** The line that names a breaking difference in `CHANGES.md`. More text may follow it. */
export function noteFor({ operations, message, place }: Difference): string {
  return `- ${namesOf(operations)}: ${mark} ${message} (\`${shortPlace(place)}\`)`;
}

function begins(item: string, line: string): boolean {
  return item === line || item.startsWith(`${line} `);
}

/** The list items above the section of a version, each joined into one line. */
function unreleasedItems(changes: string, version: string): string[] {
  const lines = changes.split('\n');
  const end = lines.findIndex((line) => line.trim() === `## ${version}`);
  if (end < 0) throw new Error(`there is no section "## ${version}", which is the released version`);
  const items: string[] = [];
  for (const line of lines.slice(0, end)) {
    if (line.startsWith('- ')) items.push(line.trim());
    else if (/^\s+\S/.test(line) && items.length > 0) items.push(`${items.pop()} ${line.trim()}`);
  }
  return items;
}
