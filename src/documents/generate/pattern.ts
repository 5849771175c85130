import { libraries } from '../load-libraries.ts';
import type { Random } from './random.ts';
import { charactersOf, type Token } from './tokens.ts';

/** Makes texts that match a regular expression. Its assertions are left out, so the caller checks each text. */
export interface PatternWriter {
  /** The fewest and most characters of its texts. */
  readonly least: number;
  readonly most: number;
  /** Whether a text must begin and end with what {@link PatternWriter.write} gives. */
  readonly isAnchored: { readonly start: boolean; readonly end: boolean };
  /** Makes a text with few repetitions. */
  readonly write: (random: Random) => string;
  /** Makes a text of so many characters; undefined if this attempt leads to none. */
  readonly writeOf: (length: number, random: Random) => string | undefined;
  /** Makes the texts that its lookaheads want to find somewhere: an upper-case letter for `(?=.*[A-Z])`. */
  readonly wanted: (random: Random) => string[];
}

/** How often an unbounded repetition repeats at most beyond its minimum. */
const repetitions = 6;

/** Reads a regular expression. @returns undefined for one that cannot be parsed */
export function readPattern(pattern: string): PatternWriter | undefined {
  let root: Token;
  try {
    root = libraries().parsePattern(pattern.replaceAll(/\\p\{[^{}]*\}/gi, 'a')) as Token;
  } catch {
    return undefined;
  }
  const { types } = libraries().parsePattern;
  const spans = new Map<Token, Span>();
  const numbers = new Map<Token, number>();
  number(root, numbers);

  const isGroup = ({ type }: Token): boolean => type === types.GROUP || type === types.ROOT;

  /** The fewest and most characters of what a token stands for. */
  const spanOf = (token: Token): Span => {
    let span = spans.get(token);
    if (!span) spans.set(token, (span = measure(token)));
    return span;
  };
  const measure = (token: Token): Span => {
    if (isLook(token)) return [0, 0];
    if (isGroup(token)) {
      const each = sequencesOf(token).map((sequence) => sum(sequence.map(spanOf)));
      return [Math.min(...each.map(([least]) => least)), Math.max(...each.map(([, most]) => most))];
    }
    if (token.type === types.REPETITION) {
      const [least, most] = spanOf(token.value as Token);
      const { min = 0, max = Infinity } = token;
      return [least * min, most === 0 || max === 0 ? 0 : most * max];
    }
    return token.type === types.SET || token.type === types.CHAR ? [1, 1] : [0, 0];
  };

  /** @param length the characters to write; undefined for a few repetitions */
  const writer = (random: Random): ((token: Token, length: number | undefined) => string | undefined) => {
    const groups: string[] = [];
    const write = (token: Token, length: number | undefined): string | undefined => {
      if (isLook(token)) return '';
      if (isGroup(token)) {
        const all = sequencesOf(token);
        const possible = length === undefined ? all : all.filter((each) => holds(sum(each.map(spanOf)), length));
        if (possible.length === 0) return undefined;
        const text = writeAll(random.pick(possible), length);
        const at = numbers.get(token);
        if (at !== undefined && text !== undefined) groups[at] = text;
        return text;
      }
      switch (token.type) {
        case types.SET:
          return charactersOf(token, random);
        case types.REPETITION: {
          const count = countOf(token, length, random);
          return count === undefined ? undefined : writeAll(Array<Token>(count).fill(token.value as Token), length);
        }
        case types.REFERENCE:
          return groups[Number(token.value)] ?? '';
        case types.CHAR:
          return String.fromCodePoint(Number(token.value));
        default:
          return '';
      }
    };
    /** Writes tokens one after the other, each within what the others leave of the length. */
    const writeAll = (tokens: readonly Token[], length: number | undefined): string | undefined => {
      if (length === undefined) return tokens.map((token) => write(token, undefined) ?? '').join('');
      let [leastLeft, mostLeft] = [0, 0];
      const left = tokens
        .toReversed()
        .map((token) => {
          const rest = [leastLeft, mostLeft] as const;
          const [least, most] = spanOf(token);
          leastLeft += least;
          mostLeft += most;
          return rest;
        })
        .toReversed();
      let text = '';
      let open = length;
      for (const [index, token] of tokens.entries()) {
        const [least, most] = spanOf(token);
        const [leastAfter, mostAfter] = left[index]!;
        const from = Math.max(least, open - mostAfter);
        const to = Math.min(most, open - leastAfter);
        if (from > to) return undefined;
        const count = random.integer(from, to);
        const part = write(token, count);
        if (part === undefined) return undefined;
        text += part;
        open -= count;
      }
      return text;
    };
    return write;
  };

  const countOf = (
    { min = 0, max = Infinity, value }: Token,
    length: number | undefined,
    random: Random,
  ): number | undefined => {
    if (length === undefined) return random.integer(min, Math.min(max, min + repetitions));
    const [least, most] = spanOf(value as Token);
    if (most === 0) return min;
    const from = Math.max(min, Math.ceil(length / most));
    const to = Math.min(max, least > 0 ? Math.floor(length / least) : Math.max(from, length));
    return from > to ? undefined : random.integer(from, to);
  };

  /** Whether every text of a token is held at an end of the whole text. */
  const isHeld = (token: Token, mark: '^' | '$'): boolean => {
    if (token.value === mark) return true;
    if (isLook(token) || !isGroup(token)) return false;
    return sequencesOf(token).every((sequence) => {
      const plain = sequence.filter((each) => !isLook(each));
      const last = plain.at(mark === '^' ? 0 : -1);
      return last !== undefined && isHeld(last, mark);
    });
  };

  const looks = sequencesOf(root)
    .flat()
    .filter(({ followedBy }) => followedBy === true);
  const [least, most] = spanOf(root);
  return {
    least,
    most,
    isAnchored: { start: isHeld(root, '^'), end: isHeld(root, '$') },
    write: (random) => writer(random)(root, undefined) ?? '',
    writeOf: (length, random) => writer(random)(root, length),
    wanted: (random) =>
      looks.map((look) =>
        random
          .pick(sequencesOf(look))
          // `.*` before and after it stands for any place.
          .filter((token) => token.type !== types.REPETITION || token.min !== 0)
          .map((token) => writer(random)(token, undefined) ?? '')
          .join(''),
      ),
  };
}

/** The alternatives of a group. */
function sequencesOf({ options, stack = [] }: Token): readonly (readonly Token[])[] {
  return options ?? [stack];
}

type Span = readonly [least: number, most: number];

function sum(spans: readonly Span[]): Span {
  return spans.reduce<Span>(([least, most], [oneLeast, oneMost]) => [least + oneLeast, most + oneMost], [0, 0]);
}

function holds([least, most]: Span, length: number): boolean {
  return least <= length && length <= most;
}

function isLook({ followedBy, notFollowedBy, lookBehind }: Token): boolean {
  return Boolean(followedBy ?? notFollowedBy ?? lookBehind);
}

/** Numbers the groups that references name, from 1 and in the order in which they open. */
function number(token: Token, numbers: Map<Token, number>): void {
  if (token.remember) numbers.set(token, numbers.size + 1);
  for (const each of token.options?.flat() ?? token.stack ?? []) number(each, numbers);
  if (typeof token.value === 'object') number(token.value, numbers);
}
