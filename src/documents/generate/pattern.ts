import { libraries } from '../load-libraries.ts';
import type { Random } from './random.ts';

/** A token of a regular expression, as the parser gives it. */
interface Token {
  readonly type: number;
  readonly options?: readonly (readonly Token[])[];
  readonly stack?: readonly Token[];
  readonly value?: Token | number | string;
  readonly min?: number;
  readonly max?: number;
  readonly set?: readonly Token[];
  readonly not?: boolean;
  readonly from?: number;
  readonly to?: number;
  readonly remember?: boolean;
  readonly followedBy?: boolean;
  readonly notFollowedBy?: boolean;
  readonly lookBehind?: boolean;
}

/** How often an unbounded repetition repeats at most beyond its minimum. */
const repetitions = 6;

/** Printable ASCII without the blank. */
const [firstCode, lastCode] = [0x21, 0x7e];

/**
 * Makes a text that matches a regular expression. Assertions are left out, so the caller checks the text.
 *
 * @returns undefined for an expression that cannot be parsed
 */
export function textOfPattern(pattern: string, random: Random): string | undefined {
  let root: Token;
  try {
    root = libraries().parsePattern(pattern.replaceAll(/\\p\{[^{}]*\}/gi, 'a')) as Token;
  } catch {
    return undefined;
  }
  const types = libraries().parsePattern.types;
  const groups: string[] = [];

  const write = (token: Token): string => {
    switch (token.type) {
      case types.ROOT:
      case types.GROUP: {
        if (token.followedBy || token.notFollowedBy || token.lookBehind) return '';
        const stack = token.options ? random.pick(token.options) : (token.stack ?? []);
        const text = stack.map(write).join('');
        if (token.remember) groups.push(text);
        return text;
      }
      case types.SET:
        return fromSet(token, random);
      case types.REPETITION: {
        const { min = 0, max = Infinity } = token;
        const count = random.integer(min, Math.min(max, min + repetitions));
        return Array.from({ length: count }, () => write(token.value as Token)).join('');
      }
      case types.REFERENCE:
        return groups[Number(token.value) - 1] ?? '';
      case types.CHAR:
        return String.fromCodePoint(Number(token.value));
      default:
        return '';
    }
  };

  /** The code points of a set, as ranges. */
  const rangesOf = (tokens: readonly Token[]): [number, number][] =>
    tokens.flatMap((token): [number, number][] => {
      if (token.type === types.RANGE) return [[token.from!, token.to!]];
      if (token.type === types.CHAR) return [[Number(token.value), Number(token.value)]];
      return token.not ? complement(rangesOf(token.set ?? [])) : rangesOf(token.set ?? []);
    });

  function fromSet(token: Token, source: Random): string {
    const own = rangesOf(token.set ?? []);
    const ranges = token.not ? complement(own) : own;
    // Printable characters are preferred, since a set such as `.` allows all.
    const shown = ranges.flatMap(([from, to]): [number, number][] => {
      const [low, high] = [Math.max(from, firstCode), Math.min(to, lastCode)];
      return low <= high ? [[low, high]] : [];
    });
    const usable = shown.length > 0 ? shown : ranges;
    if (usable.length === 0) return '';
    const [from, to] = source.pick(usable);
    return String.fromCodePoint(source.integer(from, to));
  }

  return write(root);
}

/** The printable characters that no range has. */
function complement(ranges: readonly (readonly [number, number])[]): [number, number][] {
  const found: [number, number][] = [];
  for (let code = firstCode; code <= lastCode; code++) {
    if (!ranges.some(([from, to]) => from <= code && code <= to)) found.push([code, code]);
  }
  return found;
}
