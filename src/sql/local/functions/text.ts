import type { DatabaseSync } from 'node:sqlite';
import { sqliteFailure } from '../errors.ts';
import { maxValueBytes } from '../limits.ts';
import { integerOf, textOf, type Value } from './value.ts';

const options = { deterministic: true, useBigIntArguments: true };

/**
 * Adds the functions on text that libSQL's server has and SQLite does not. Positions and lengths are in characters. The
 * results are those of sqld 0.24.32.
 */
export function defineTextFunctions(db: DatabaseSync): void {
  for (const [name, change] of Object.entries(changes)) {
    db.function(name, options, (value: Value) => {
      const text = textOf(value);
      return text === null ? null : change(text);
    });
  }
  for (const [name, take] of Object.entries(counted)) {
    db.function(name, options, (value: Value, count: Value) => {
      const text = textOf(value);
      return text === null ? null : take(text, count);
    });
  }
  db.function('soundex', options, (value: Value) => soundex(Buffer.from(textOf(value) ?? '')));
  db.function('strfilter', options, (value: Value, kept: Value) => {
    const [text, characters] = [textOf(value), textOf(kept)];
    if (text === null || characters === null) return null;
    const set = new Set(characters);
    return charactersOf(text)
      .filter((character) => set.has(character))
      .join('');
  });
  db.function('charindex', { ...options, varargs: true }, (...values: Value[]) => {
    if (values.length < 2 || values.length > 3) {
      throw sqliteFailure('wrong number of arguments to function charindex()');
    }
    return indexOf(textOf(values[0]!), textOf(values[1]!), Number(integerOf(values[2] ?? 1n)));
  });
}

const changes: Readonly<Record<string, (text: string) => string>> = {
  reverse: (text) => charactersOf(text).toReversed().join(''),
  // A letter is one of ASCII, and a word begins behind a blank or a tab.
  proper: (text) =>
    text
      .replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase())
      .replaceAll(/(?<![^ \t])[a-z]/g, (letter) => letter.toUpperCase()),
};

const counted: Readonly<Record<string, (text: string, count: Value) => string | null>> = {
  leftstr: (text, count) => (count === null ? null : charactersOf(text).slice(0, lengthOf(count)).join('')),
  rightstr: (text, count) => {
    if (count === null) return null;
    const characters = charactersOf(text);
    return characters.slice(Math.max(characters.length - lengthOf(count), 0)).join('');
  },
  replicate: (text, count) => repeat(text, wholeLengthOf(count)),
  padl: (text, length) => repeat(' ', missing(text, length)) + text,
  padr: (text, length) => text + repeat(' ', missing(text, length)),
  padc: (text, length) => {
    const blanks = missing(text, length);
    const left = Math.floor(blanks / 2);
    return repeat(' ', left) + text + repeat(' ', blanks - left);
  },
};

function missing(text: string, length: Value): number {
  return Math.max(wholeLengthOf(length) - charactersOf(text).length, 0);
}

/** No text is as long as a number beyond the integers of JavaScript. */
function lengthOf(count: Value): number {
  return Math.max(Number(integerOf(count)), 0);
}

function wholeLengthOf(count: Value): number {
  const length = Number(integerOf(count));
  if (length < 0) throw sqliteFailure('domain error');
  return length;
}

function repeat(text: string, times: number): string {
  if (Buffer.byteLength(text) * times > maxValueBytes) throw sqliteFailure('string or blob too big', 18);
  return text.repeat(text === '' ? 0 : times);
}

/** The position of a text in another one, from 1 on; 0 if it is not there or empty. */
function indexOf(wanted: string | null, text: string | null, start: number): bigint | null {
  if (wanted === null || text === null) return null;
  if (wanted === '') return 0n;
  const characters = charactersOf(text);
  const first = Math.max(start, 1) - 1;
  const from = characters.slice(0, first).join('').length;
  const at = first > characters.length ? -1 : text.indexOf(wanted, from);
  return at < 0 ? 0n : BigInt(charactersOf(text.slice(0, at)).length + 1);
}

/** SQLite counts code points. */
function charactersOf(text: string): string[] {
  return Array.from(text);
}

function isLetter(byte: number): boolean {
  return (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);
}

/** The group of similar sounds of each letter, from A to Z. */
const sounds = '01230120022455012623010202';

/** A letter and the sounds of those that follow, by the bytes of a text; `?000` for a text without a letter of ASCII. */
function soundex(bytes: Buffer): string {
  const first = bytes.findIndex(isLetter);
  if (first < 0) return '?000';
  // SQLite looks the last seven bits of a byte up, whether it is a letter or not.
  const soundOf = (byte: number): string => (isLetter(byte & 127) ? sounds[((byte & 127) | 32) - 97]! : '0');
  let code = String.fromCharCode(bytes[first]!).toUpperCase();
  let last = '';
  for (const byte of bytes.subarray(first)) {
    const sound = soundOf(byte);
    if (last !== '' && sound !== '0' && sound !== last) code += sound;
    last = sound;
    if (code.length === 4) break;
  }
  return code.padEnd(4, '0');
}
