/** A fenced block of a Markdown file. */
export interface Block {
  /** The text after the fence: `sh`, `json`, `ts fragment`. */
  readonly info: string;
  readonly text: string;
  /** Where its text begins and ends in the file. */
  readonly start: number;
  readonly end: number;
  /** The line of its fence, from 1. */
  readonly line: number;
}

/** The fenced blocks of a Markdown file, in order. */
export function readBlocks(markdown: string): Block[] {
  return [...markdown.matchAll(/^```([^\n]*)\n([\s\S]*?)^```$/gm)].map((match) => {
    const start = match.index + match[1]!.length + '```\n'.length;
    const line = markdown.slice(0, match.index).split('\n').length;
    return { info: match[1]!.trim(), text: match[2]!, start, end: start + match[2]!.length, line };
  });
}

/** Whether a value is what the docs show. A text that ends in `…` stands for any that begins so. */
export function isShown(shown: unknown, actual: unknown): boolean {
  if (typeof shown === 'string' && shown.endsWith('…')) {
    return typeof actual === 'string' && actual.startsWith(shown.slice(0, -1));
  }
  if (typeof shown !== 'object' || shown === null || typeof actual !== 'object' || actual === null) {
    return Object.is(shown, actual);
  }
  if (Array.isArray(shown) !== Array.isArray(actual)) return false;
  const left = Object.entries(shown);
  return (
    left.length === Object.keys(actual).length &&
    left.every(([key, value]) => isShown(value, (actual as Record<string, unknown>)[key]))
  );
}

const longest = 90;

/** A value as the docs show it: long tokens are cut. */
export function abbreviate(value: unknown): unknown {
  if (typeof value === 'string') return value.length > longest ? `${value.slice(0, longest / 2)}…` : value;
  if (Array.isArray(value)) return value.map(abbreviate);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, abbreviate(each)]));
}
