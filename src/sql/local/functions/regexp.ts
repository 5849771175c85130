import type { DatabaseSync } from 'node:sqlite';
import { sqliteFailure } from '../errors.ts';
import { isWord, parsePattern, type CharacterTest, type Pattern } from './regexp-syntax.ts';

/**
 * Adds `regexp`, which the operator REGEXP calls, and `regexpi`, which takes no notice of the case of ASCII letters.
 *
 * JavaScript's own matching can take exponential time, and a pattern is the caller's. Here all ways through the pattern are
 * followed at the same time, so that the time is bounded by the length of the text times that of the pattern.
 */
export function defineRegexp(db: DatabaseSync): void {
  define(db, 'regexp', createMatcher);
  define(db, 'regexpi', (source) => {
    const matches = createMatcher(source.replaceAll(/\\[^]|[A-Z]/g, lowerLetter));
    return (text) => matches(text.replaceAll(/[A-Z]/g, lowerLetter));
  });
}

function define(db: DatabaseSync, name: string, create: (source: string) => Matcher): void {
  const matchers = new Map<string, Matcher>();
  db.function(name, { deterministic: true, useBigIntArguments: true }, (pattern, text) => {
    if (pattern === null || text === null) return null;
    const source = toText(pattern);
    let matcher = matchers.get(source);
    if (!matcher) {
      if (matchers.size >= maxKept) matchers.clear();
      matchers.set(source, (matcher = create(source)));
    }
    return matcher(toText(text)) ? 1n : 0n;
  });
}

/** Leaves escapes as they are: `\W` is not `\w`. */
function lowerLetter(found: string): string {
  return found.length === 1 ? found.toLowerCase() : found;
}

const maxKept = 50;
const maxStates = 10_000;

/** Whether a text contains what a pattern describes. */
export type Matcher = (text: string) => boolean;

function toText(value: unknown): string {
  return value instanceof Uint8Array ? Buffer.from(value).toString() : String(value);
}

/** A state that a match can be in. It moves on by one character, or at once if a condition on the place holds. */
type State =
  | { readonly type: 'character'; readonly test: CharacterTest; readonly next: number }
  | { readonly type: 'start' | 'end' | 'wordBoundary'; readonly next: number }
  | { readonly type: 'split'; readonly next: number[] }
  | { readonly type: 'match' };

/** @throws SQLite's error for a pattern that is none, or is too large */
export function createMatcher(source: string): Matcher {
  const states: State[] = [{ type: 'match' }];
  const add = (state: State): number => {
    if (states.length >= maxStates) throw sqliteFailure('REGEXP pattern too big');
    return states.push(state) - 1;
  };
  const start = compile(parsePattern(source), 0, add);
  return (text) => runStates(states, start, text);
}

/** Adds the states of a pattern in front of those that follow it. @returns the first of them */
function compile(pattern: Pattern, next: number, add: (state: State) => number): number {
  switch (pattern.type) {
    case 'empty':
      return next;
    case 'character':
      return add({ type: 'character', test: pattern.test, next });
    case 'sequence':
      return pattern.parts.reduceRight((following, part) => compile(part, following, add), next);
    case 'alternatives':
      return add({ type: 'split', next: pattern.parts.map((part) => compile(part, next, add)) });
    case 'repeat':
      return compileRepeat(pattern, next, add);
    default:
      return add({ type: pattern.type, next });
  }
}

function compileRepeat(
  { part, least, most }: Pattern & { type: 'repeat' },
  next: number,
  add: (state: State) => number,
): number {
  let first = next;
  if (most === Infinity) {
    const branches: number[] = [next];
    first = add({ type: 'split', next: branches });
    branches.push(compile(part, first, add));
  } else {
    for (let count = least; count < most; count++) {
      first = add({ type: 'split', next: [next, compile(part, first, add)] });
    }
  }
  for (let count = 0; count < least; count++) first = compile(part, first, add);
  return first;
}

function runStates(states: readonly State[], start: number, text: string): boolean {
  // For each state the step at which it was entered last: no state is entered twice at one place.
  const entered = new Int32Array(states.length).fill(-1);
  let current: number[] = [];
  let following: number[] = [];
  let step = 0;
  let before = -1;

  /** Enters a state and all that follow it without a character. @returns whether one of them is the match */
  const enter = (first: number, into: number[], after: number): boolean => {
    const pending = [first];
    for (let index = pending.pop(); index !== undefined; index = pending.pop()) {
      if (entered[index] === step) continue;
      entered[index] = step;
      const state = states[index]!;
      switch (state.type) {
        case 'match':
          return true;
        case 'character':
          into.push(index);
          break;
        case 'split':
          pending.push(...state.next);
          break;
        case 'start':
          if (before < 0) pending.push(state.next);
          break;
        case 'end':
          if (after < 0) pending.push(state.next);
          break;
        default:
          if ((before >= 0 && isWord(before)) !== (after >= 0 && isWord(after))) pending.push(state.next);
      }
    }
    return false;
  };

  for (let at = 0; ; step++) {
    const after = text.codePointAt(at) ?? -1;
    // A match may begin at any place.
    const starts = [...following.splice(0), start];
    current = [];
    for (const state of starts) if (enter(state, current, after)) return true;
    if (after < 0) return false;
    for (const index of current) {
      const state = states[index] as State & { type: 'character' };
      if (state.test(after)) following.push(state.next);
    }
    before = after;
    at += after > 0xffff ? 2 : 1;
  }
}
