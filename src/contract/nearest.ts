/**
 * Finds the name that a misspelled one probably stands for.
 *
 * @returns undefined when no name is close: up to a third of the letters may differ
 */
export function nearestName(given: string, names: Iterable<string>): string | undefined {
  // A long text is no misspelled name, and comparing it would take long.
  if (given.length > longest) return undefined;
  let nearest: { readonly name: string; readonly edits: number } | undefined;
  for (const name of names) {
    const edits = distance(given.toLowerCase(), name.toLowerCase());
    if (edits < (nearest?.edits ?? Infinity)) nearest = { name, edits };
  }
  return nearest && isClose(given, nearest.name, nearest.edits) ? nearest.name : undefined;
}

const longest = 100;

/** A beginning of at least three letters is an abbreviation: `loc` of `location`. */
const shortestBeginning = 3;

function isClose(given: string, name: string, edits: number): boolean {
  if (edits <= given.length / 3) return true;
  return given.length >= shortestBeginning && name.toLowerCase().startsWith(given.toLowerCase());
}

/** The number of edits between two words. Two letters in the wrong order are one edit (optimal string alignment). */
function distance(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const change = row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1);
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const swap = isSwapped ? before[j - 2]! + 1 : Infinity;
      next.push(Math.min(change, swap, row[j]! + 1, next[j - 1]! + 1));
    }
    before = row;
    row = next;
  }
  return row.at(-1)!;
}
