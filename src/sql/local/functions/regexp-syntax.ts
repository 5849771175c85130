import { sqliteFailure } from '../errors.ts';

/** Whether a character belongs to a set. Characters are code points. */
export type CharacterTest = (character: number) => boolean;

/** A pattern as a tree. */
export type Pattern =
  | { readonly type: 'character'; readonly test: CharacterTest }
  | { readonly type: 'start' | 'end' | 'wordBoundary' | 'empty' }
  | { readonly type: 'sequence' | 'alternatives'; readonly parts: readonly Pattern[] }
  | { readonly type: 'repeat'; readonly part: Pattern; readonly least: number; readonly most: number };

/** Nesting beyond it is refused rather than followed. */
const maxDepth = 500;
const maxRepeat = 1_000;

const controls: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

export function isDigit(character: number): boolean {
  return character >= 48 && character <= 57;
}

export function isWord(character: number): boolean {
  const letter = character | 32;
  return isDigit(character) || character === 95 || (letter >= 97 && letter <= 122);
}

function isSpace(character: number): boolean {
  return character === 32 || (character >= 9 && character <= 13);
}

const classes: Readonly<Record<string, CharacterTest>> = {
  d: isDigit,
  D: (character) => !isDigit(character),
  w: isWord,
  W: (character) => !isWord(character),
  s: isSpace,
  S: (character) => !isSpace(character),
};

/**
 * Parses a pattern in the dialect of SQLite's own extension.
 *
 * https://github.com/sqlite/sqlite/blob/version-3.45.1/ext/misc/regexp.c
 *
 * @throws SQLite's error for a pattern that is none
 */
export function parsePattern(text: string): Pattern {
  const characters = Array.from(text, (character) => character.codePointAt(0)!);
  let at = 0;
  let depth = 0;

  const peek = (): string => (at < characters.length ? String.fromCodePoint(characters[at]!) : '');
  const take = (wanted: string): boolean => {
    if (peek() !== wanted) return false;
    at++;
    return true;
  };

  const alternatives = (): Pattern => {
    if (++depth > maxDepth) throw sqliteFailure('REGEXP pattern too big');
    const parts = [sequence()];
    while (take('|')) parts.push(sequence());
    depth--;
    return parts.length === 1 ? parts[0]! : { type: 'alternatives', parts };
  };

  const sequence = (): Pattern => {
    const parts: Pattern[] = [];
    while (at < characters.length && peek() !== '|' && peek() !== ')') parts.push(repeated());
    return { type: 'sequence', parts };
  };

  const repeated = (): Pattern => {
    let part = single();
    for (;;) {
      if (take('*')) part = { type: 'repeat', part, least: 0, most: Infinity };
      else if (take('+')) part = { type: 'repeat', part, least: 1, most: Infinity };
      else if (take('?')) part = { type: 'repeat', part, least: 0, most: 1 };
      else if (take('{')) part = { type: 'repeat', part, ...bounds() };
      else return part;
    }
  };

  const number = (): number | undefined => {
    let value: number | undefined;
    while (isDigit(characters[at] ?? 0)) value = Math.min((value ?? 0) * 10 + characters[at++]! - 48, maxRepeat + 1);
    if (value !== undefined && value > maxRepeat) throw sqliteFailure('REGEXP pattern too big');
    return value;
  };

  const bounds = (): { least: number; most: number } => {
    const least = number() ?? 0;
    const most = take(',') ? (number() ?? Infinity) : least;
    if (!take('}')) throw sqliteFailure("unmatched '{'");
    if (most < least) throw sqliteFailure('n less than m in {m,n}');
    return { least, most };
  };

  const single = (): Pattern => {
    const symbol = peek();
    const character = characters[at++]!;
    switch (symbol) {
      case '(': {
        const inner = alternatives();
        if (!take(')')) throw sqliteFailure("unmatched '('");
        return inner;
      }
      case '[':
        return { type: 'character', test: set() };
      case '.':
        return { type: 'character', test: () => true };
      case '^':
        return { type: 'start' };
      case '$':
        return { type: 'end' };
      case '*':
      case '+':
      case '?':
      case '{':
        throw sqliteFailure(`'${symbol}' without operand`);
      case '\\': {
        if (take('b')) return { type: 'wordBoundary' };
        const test = classes[peek()];
        if (!test) return literal(escape());
        at++;
        return { type: 'character', test };
      }
      default:
        return literal(character);
    }
  };

  /** The character behind a backslash. */
  const escape = (): number => {
    const symbol = peek();
    const character = characters[at++];
    if (character === undefined) throw sqliteFailure('unknown \\ escape');
    if (symbol === 'u' || symbol === 'x') {
      const length = symbol === 'u' ? 4 : 2;
      const hex = String.fromCodePoint(...characters.slice(at, at + length));
      if (hex.length !== length || !/^[\da-f]+$/i.test(hex)) throw sqliteFailure('unknown \\ escape');
      at += length;
      return Number.parseInt(hex, 16);
    }
    const control = controls[symbol];
    if (control !== undefined) return control;
    if (!'\\()*.+?[$^{|}]-'.includes(symbol)) throw sqliteFailure('unknown \\ escape');
    return character;
  };

  const set = (): CharacterTest => {
    const isNegated = take('^');
    const tests: CharacterTest[] = [];
    let isFirst = true;
    while (isFirst || peek() !== ']') {
      if (at >= characters.length) throw sqliteFailure("unclosed '['");
      isFirst = false;
      tests.push(member());
    }
    at++;
    return (character) => tests.some((test) => test(character)) !== isNegated;
  };

  const member = (): CharacterTest => {
    if (peek() === '\\') {
      const test = classes[String.fromCodePoint(characters[at + 1] ?? 32)];
      if (test) {
        at += 2;
        return test;
      }
    }
    const low = setCharacter();
    if (peek() !== '-' || characters[at + 1] === undefined || characters[at + 1] === 93) return equals(low);
    at++;
    const high = setCharacter();
    return (character) => character >= low && character <= high;
  };

  const setCharacter = (): number => {
    const character = characters[at++]!;
    return character === 92 ? escape() : character;
  };

  const pattern = alternatives();
  if (at < characters.length) throw sqliteFailure("unmatched ')'");
  return pattern;
}

function equals(wanted: number): CharacterTest {
  return (character) => character === wanted;
}

function literal(wanted: number): Pattern {
  return { type: 'character', test: equals(wanted) };
}
