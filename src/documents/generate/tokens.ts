import { libraries } from '../load-libraries.ts';
import type { Random } from './random.ts';

/** A token of a regular expression, as the parser gives it. */
export interface Token {
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

/** Printable ASCII without the blank. */
const [firstCode, lastCode] = [0x21, 0x7e];

/** Picks a character of a set; empty for a set that has none. */
export function charactersOf(token: Token, random: Random): string {
  const own = rangesOf(token.set ?? []);
  const ranges = token.not ? complement(own) : own;
  // Printable characters are preferred, since a set such as `.` allows all.
  const shown = ranges.flatMap(([from, to]): [number, number][] => {
    const [low, high] = [Math.max(from, firstCode), Math.min(to, lastCode)];
    return low <= high ? [[low, high]] : [];
  });
  const usable = shown.length > 0 ? shown : ranges;
  if (usable.length === 0) return '';
  const [from, to] = random.pick(usable);
  return String.fromCodePoint(random.integer(from, to));
}

/** The code points of a set, as ranges. */
function rangesOf(tokens: readonly Token[]): [number, number][] {
  const { types } = libraries().parsePattern;
  return tokens.flatMap((token): [number, number][] => {
    if (token.type === types.RANGE) return [[token.from!, token.to!]];
    if (token.type === types.CHAR) return [[Number(token.value), Number(token.value)]];
    return token.not ? complement(rangesOf(token.set ?? [])) : rangesOf(token.set ?? []);
  });
}

/** The printable characters that no range has. */
function complement(ranges: readonly (readonly [number, number])[]): [number, number][] {
  const found: [number, number][] = [];
  for (let code = firstCode; code <= lastCode; code++) {
    if (!ranges.some(([from, to]) => from <= code && code <= to)) found.push([code, code]);
  }
  return found;
}
