import { libraries } from './load-libraries.ts';

/** A line that a tab indents. */
const indented = /^ *\t[ \t]*[^\s#]/gm;

/** A mapping between braces or a list between brackets, behind its anchor or tag. */
const flow = /^\s*(?:[&!]\S*\s+)*[{[][^]*[}\]]$/;

/**
 * Finds the first line of YAML that is indented with a tab, which the parser takes for a space. In the lines of a text,
 * and between braces or brackets, tabs are allowed.
 *
 * @param text valid for the parser
 * @returns from 1; undefined if there is none
 */
export function findTab(text: string): number | undefined {
  const places = [...text.matchAll(indented)].map(({ index }) => text.indexOf('\t', index));
  if (places.length === 0) return undefined;
  const open: number[] = [];
  const allowed: (readonly [start: number, end: number])[] = [];
  libraries().parseYaml(text, (event, { kind, position }) => {
    if (event === 'open') {
      open.push(position);
      return;
    }
    const start = open.pop()!;
    const isFlow = kind !== null && flow.test(text.slice(start, position));
    if (kind === 'scalar' || isFlow) allowed.push([start, position]);
  });
  const found = places.find((place) => !allowed.some(([start, end]) => start <= place && place < end));
  return found === undefined ? undefined : text.slice(0, found).split('\n').length;
}
