import type { JsonValue } from './http-message.ts';
import { escapeToken } from './json-pointer.ts';
import type { Violation } from './problem.ts';

/** A value within another one, and the way to it. */
interface Place {
  readonly value: unknown;
  readonly key: string;
  readonly parent: Place | undefined;
}

/** No more are listed: a body may have a million of them. */
const mostListed = 10;

/**
 * Finds the first numbers of a value that a 64-bit float cannot hold: `1e400` is read as infinity, which JSON cannot
 * write.
 *
 * @param root the JSON Pointer that precedes each violation: `/body`
 */
export function tooLargeNumbers(value: JsonValue, root: string): readonly Violation[] {
  if (typeof value !== 'number' && (typeof value !== 'object' || value === null || !holdsOne(value))) return none;
  const found: Violation[] = [];
  const open: Place[] = [{ value, key: '', parent: undefined }];
  while (open.length > 0 && found.length < mostListed) {
    const place = open.pop()!;
    if (isInfinite(place.value)) found.push({ pointer: root + pointerOf(place), message });
    if (typeof place.value !== 'object' || place.value === null) continue;
    // The last comes out first.
    for (const [key, member] of Object.entries(place.value).toReversed()) {
      if (typeof member === 'object' || isInfinite(member)) open.push({ value: member, key, parent: place });
    }
  }
  return found;
}

const none: readonly Violation[] = [];
const message = 'is a number that no 64-bit float can hold; the largest is 1.8e308';

/** Whether one is anywhere in a value. Few bodies have one, so no other gets pointers. */
function holdsOne(value: object): boolean {
  const open: object[] = [value];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const member of Object.values(node) as unknown[]) {
      if (isInfinite(member)) return true;
      if (typeof member === 'object' && member !== null) open.push(member);
    }
  }
  return false;
}

function isInfinite(value: unknown): boolean {
  return value === Infinity || value === -Infinity;
}

function pointerOf(place: Place): string {
  const tokens: string[] = [];
  for (let each = place; each.parent !== undefined; each = each.parent) tokens.unshift(`/${escapeToken(each.key)}`);
  return tokens.join('');
}
