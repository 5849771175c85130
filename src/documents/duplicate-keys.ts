import { afterSpace, endOfString, lineAt } from './json-text.ts';

/** A key that an object of a JSON text has twice. */
export interface DuplicateKey {
  readonly key: string;
  /** The line of the second one, from 1. */
  readonly line: number;
  /** The line of the first one, from 1. */
  readonly firstLine: number;
}

/**
 * Finds a key that an object has twice, of which `JSON.parse` keeps the last.
 *
 * @param text valid JSON
 * @param value the same, parsed
 */
export function findDuplicateKey(text: string, value: unknown): DuplicateKey | undefined {
  // To count keys is many times faster than to compare them.
  return countWritten(text) === countKeys(value) ? undefined : locate(text);
}

function countKeys(value: unknown): number {
  let count = 0;
  const open: unknown[] = [value];
  while (open.length > 0) {
    const node = open.pop();
    if (typeof node !== 'object' || node === null) continue;
    const members: unknown[] = Array.isArray(node) ? node : Object.values(node);
    if (!Array.isArray(node)) count += members.length;
    for (const member of members) if (typeof member === 'object') open.push(member);
  }
  return count;
}

function countWritten(text: string): number {
  let count = 0;
  for (let start = text.indexOf('"'); start >= 0;) {
    const end = endOfString(text, start);
    if (isKey(text, end)) count++;
    start = text.indexOf('"', end);
  }
  return count;
}

/** Whether the string that ends at a place is a key. */
function isKey(text: string, end: number): boolean {
  return text[afterSpace(text, end)] === ':';
}

/** Finds the first key that is written twice, in a text that has one. */
function locate(text: string): DuplicateKey | undefined {
  const objects: Map<string, number>[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === '{') objects.push(new Map());
    else if (character === '}') objects.pop();
    else if (character === '"') {
      const end = endOfString(text, at);
      if (isKey(text, end)) {
        const key = JSON.parse(text.slice(at, end)) as string;
        const known = objects.at(-1)!;
        const first = known.get(key);
        if (first !== undefined) return { key, line: lineAt(text, at), firstLine: lineAt(text, first) };
        known.set(key, at);
      }
      at = end - 1;
    }
  }
  return undefined;
}
